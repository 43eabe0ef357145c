const BASE = 'http://own.invalid';

/**
 * Where to go after a sign-in: a path of this service, or else the given one. What a browser would read as another
 * origin, in any spelling, never passes.
 */
export function ownPath(wanted: string, otherwise: string): string {
  if (!wanted.startsWith('/') || !URL.canParse(wanted, BASE)) return otherwise;
  const { origin, pathname, search } = new URL(wanted, BASE);
  // `/.//evil.test` is ours, but its path alone is `//evil.test`, which is not.
  return origin === BASE && !/^\/[/\\]/.test(pathname) ? pathname + search : otherwise;
}
