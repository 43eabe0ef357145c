const HEADER = 'Idempotency-Key';

/** Keys of requests whose answer never came, by what was asked. */
const unanswered = new Map<string, string>();

/**
 * Gives every POST an `Idempotency-Key`. The same request as one whose answer was lost gets the same key, so that
 * trying again is safe: the service does it once and repeats its answer.
 */
export async function withIdempotencyKey(request: Request): Promise<Request> {
  if (request.method !== 'POST' || request.headers.has(HEADER)) return request;
  const asked = `${request.url} ${await request.clone().text()}`;
  const key = unanswered.get(asked) ?? crypto.randomUUID();
  unanswered.set(asked, key);
  const keyed = new Request(request);
  keyed.headers.set(HEADER, key);
  return keyed;
}

/** The request was answered: asking the same again is a new wish. */
export function forgetKey(request: Request): void {
  const answered = request.headers.get(HEADER);
  for (const [asked, key] of unanswered) if (key === answered) unanswered.delete(asked);
}
