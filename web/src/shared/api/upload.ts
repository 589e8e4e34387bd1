import { commonHeaders } from './http';
import { ApiError, type Problem } from './problem';

export type Uploaded = { status: number; location: string | null; data: unknown };

/** Sends a form and tells how much of it has gone, which fetch cannot. */
export function upload(path: string, form: FormData, headers: Record<string, string>, onProgress: (share: number) => void): Promise<Uploaded> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', path);
    for (const [name, value] of Object.entries({ ...commonHeaders('POST'), ...headers })) request.setRequestHeader(name, value);
    request.upload.onprogress = event => event.lengthComputable && onProgress(event.loaded / event.total);
    request.onerror = () => reject(new ApiError(0, null));
    request.ontimeout = () => reject(new ApiError(0, null));
    request.onload = () => {
      const data = parse(request.responseText);
      if (request.status >= 200 && request.status < 300) {
        resolve({ status: request.status, location: request.getResponseHeader('Location'), data });
      } else {
        reject(new ApiError(request.status, data as Problem | null));
      }
    };
    request.send(form);
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
