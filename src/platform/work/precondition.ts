import { DomainError } from '../domain/domain-error.js';

export class Stale extends DomainError {
  static override readonly kind = 'stale';
  static override readonly code = 'stale';
  static override readonly title = 'This has changed since you loaded it. Reload it and try again.';
}

/** What `If-Match` demands: that the object still has the version of one of these tags. */
export interface Precondition {
  /** The id in the path, if there is one. */
  readonly objectId: string | undefined;
  readonly tags: readonly string[];
}

/** The strong `ETag` of one version of one object. */
export const entityTag = (id: string, version: number): string => `"${id}.${version}"`;

/**
 * Compares the precondition with the rows that the work has loaded and so locked: nobody changes them before the commit. It
 * runs after the work, because RFC 9110 (§13.2.1) ignores preconditions if the answer would be an error anyway, and because
 * an id that the caller may not see must answer like one that does not exist (RP-13).
 *
 * @param loaded the version that each row had when it was loaded, by id
 * @throws Stale if nothing that the request is about fulfils it
 */
export function ensureNotStale({ objectId, tags }: Precondition, loaded: ReadonlyMap<string, number>): void {
  const version = objectId === undefined ? undefined : loaded.get(objectId);
  const candidates = version === undefined ? [...loaded] : [[objectId!, version] as const];
  if (!candidates.some(([id, found]) => tags.includes(entityTag(id, found)))) throw new Stale();
}
