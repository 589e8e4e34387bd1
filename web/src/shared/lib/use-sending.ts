import { useState } from 'react';
import { ApiError } from '../api/problem';
import { upload, type Uploaded } from '../api/upload';
import type { Errors } from '../ui/form';

/** The state of a form that sends a file: what is wrong with it, why it failed, and how much of it has gone (0 to 1; null while nothing is under way). */
export function useSending() {
  const [errors, setErrors] = useState<Errors>({});
  const [failed, setFailed] = useState<unknown>(null);
  const [share, setShare] = useState<number | null>(null);

  /** Starts a new attempt with what was found on this side. */
  const check = (found: Errors) => {
    setErrors(found);
    setFailed(null);
  };

  const send = async (path: string, form: FormData, headers: Record<string, string>, then: (answer: Uploaded) => Promise<void> | void) => {
    setShare(0);
    try {
      await then(await upload(path, form, headers, setShare));
    } catch (error) {
      setFailed(error);
      if (error instanceof ApiError) setErrors(error.fields);
    } finally {
      setShare(null);
    }
  };

  return { errors, failed, share, check, send };
}
