import { ApiError } from './problem';

/** What is wrong with a request does not get better by asking again. */
export const mayRetry = (count: number, error: unknown) => count < 2 && error instanceof ApiError && (error.status === 0 || error.status >= 502);

/** In milliseconds. */
export const retryDelay = (attempt: number) => 400 * 2 ** attempt;
