/** RFC 9457, with the members this platform adds. */
export type Problem = {
  type?: string;
  title?: string;
  status?: number;
  detail?: string;
  code?: string;
  errors?: { pointer?: string; field?: string; code?: string; detail?: string; message?: string }[];
};

/** A request that did not end well. `status` 0: nothing came back at all. */
export class ApiError extends Error {
  readonly status: number;
  readonly problem: Problem | null;

  constructor(status: number, problem: Problem | null) {
    super(problem?.detail ?? problem?.title ?? `HTTP ${status}`);
    this.name = 'ApiError';
    this.status = status;
    this.problem = problem;
  }

  /** The problem's name, such as `deadline-passed`. */
  get code(): string {
    return this.problem?.code ?? this.problem?.type?.split(/[/#:]/).pop() ?? '';
  }

  /** What the server says about single fields: field name → sentence. */
  get fields(): Record<string, string> {
    const result: Record<string, string> = {};
    for (const error of this.problem?.errors ?? []) {
      const name = (error.pointer ?? error.field ?? '').replace(/^#?\//, '').split('/')[0] ?? '';
      const sentence = error.detail ?? error.message;
      if (name && sentence && !result[name]) result[name] = sentence;
    }
    return result;
  }
}
