import { BACKGROUND } from './client';

const tags = new WeakMap<object, string>();

/** How often a screen that is in sight is read again. */
export const POLL_MS = 20_000;

/** What can be done with a booking changes with the time alone: it can be checked out from an hour before its start. */
export const RENEW_MS = 60_000;

/** Reading again is no sign that the person is still there. */
export const ifKnown = (known: unknown): Record<string, string> => (known ? BACKGROUND : {});

/**
 * Reads a thing again, only if it has changed (`ETag`), and in the background: polling does not keep a session alive.
 * The query needs `structuralSharing: false`, so that what is known is what was read.
 */
export async function unlessUnchanged<Data extends object>(
  known: Data | undefined,
  read: (headers: Record<string, string>) => Promise<{ data?: Data; response: Response }>,
): Promise<Data> {
  const tag = known && tags.get(known);
  const { data, response } = await read({ ...(known && BACKGROUND), ...(tag && { 'If-None-Match': tag }) });
  if (response.status === 304 && known) return known;
  const newTag = response.headers.get('etag');
  if (newTag) tags.set(data!, newTag);
  return data!;
}
