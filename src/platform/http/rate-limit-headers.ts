import { TooManyRequests } from '../domain/domain-error.js';

interface Policy {
  readonly name: string;
  readonly most: number;
  readonly windowSeconds: number;
}

/** IF-3: the limit, and what is left of it (draft-ietf-httpapi-ratelimit-headers). */
export function rateLimitHeaders({ name, most, windowSeconds }: Policy, left: number, resetSeconds: number) {
  return {
    'ratelimit-policy': `"${name}";q=${most};w=${windowSeconds}`,
    ratelimit: `"${name}";r=${left};t=${resetSeconds}`,
  };
}

const UNAVAILABLE_RETRY_SECONDS = '2';

/** When the client may try again after a refusal. */
export function retryHeaders(error: unknown, status: number): Record<string, string> {
  if (error instanceof TooManyRequests) {
    const { retryAfterSeconds: wait, limit } = error;
    return { 'retry-after': String(wait), ...rateLimitHeaders(limit, 0, wait) };
  }
  return status === 503 ? { 'retry-after': UNAVAILABLE_RETRY_SECONDS } : {};
}
