const BASE = 'http://own.invalid';

/**
 * Where to go after signing in: the wanted path, if it is within this service, or else the given one. Anything that a browser
 * might read as another origin is refused.
 */
export function ownPath(wanted: string, otherwise: string): string {
  if (!wanted.startsWith('/') || !URL.canParse(wanted, BASE)) return otherwise;
  const { origin, pathname, search } = new URL(wanted, BASE);
  // The origin of `/.//evil.test` is ours, but its path `//evil.test` alone would lead elsewhere.
  return origin === BASE && !/^\/[/\\]/.test(pathname) ? pathname + search : otherwise;
}
