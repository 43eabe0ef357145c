const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);
/** `com.example.app:/back`, RFC 8252 §7.1: the name must be one that its owner can have to themselves. */
const APP_SCHEME = /^[a-z][a-z0-9+-]*(?:\.[a-z0-9+-]+)+:$/;
/** What RFC 3986 lets stand in a URI. A backslash, a space or a quote is read in as many ways as there are readers. */
const URI = /^[\w\-.~:/?[\]@!$&'()*+,;=%]+$/;

/** Why an address cannot be sent to with a code, or undefined where it can. It is compared as it is written, letter by letter (`isRegistered`). */
export function wrongRedirect(uri: string, publicClient: boolean): string | undefined {
  const url = plainUrl(uri);
  if (typeof url === 'string') return url;
  if (url.protocol === 'https:') return undefined;
  if (url.protocol === 'http:')
    return LOOPBACK.has(url.hostname) ? undefined : 'must start with https, unless it is on this machine';
  if (publicClient && APP_SCHEME.test(url.protocol)) return undefined;
  return 'must be https, or for an app a private scheme such as com.example.app';
}

/** The same for an address that this service itself calls. */
export function wrongBackchannel(uri: string): string | undefined {
  const url = plainUrl(uri);
  if (typeof url === 'string') return url;
  if (url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.has(url.hostname))) return undefined;
  return 'must start with https, unless it is on this machine';
}

/**
 * Whether a code may be sent there: an address as it is registered, letter by letter. An app without a secret may choose
 * the port on its own machine at each sign-in, since it takes whichever is free (RFC 8252 §7.3).
 */
export function isRegistered(uri: string, registered: readonly string[], publicClient: boolean): boolean {
  if (registered.includes(uri)) return true;
  const plain = publicClient ? withoutLoopbackPort(uri) : undefined;
  return plain !== undefined && registered.some((one) => withoutLoopbackPort(one) === plain);
}

/** `http://127.0.0.1:4000/back` without its port; undefined for what is not on this machine, or not written plainly. */
function withoutLoopbackPort(uri: string): string | undefined {
  const [, host, port, rest] = /^http:\/\/(127\.0\.0\.1|\[::1\]|localhost)(?::(\d{1,5}))?(\/.*|\?.*)?$/.exec(uri) ?? [];
  if (host === undefined || typeof plainUrl(uri) === 'string' || Number(port ?? 1) < 1) return undefined;
  return `http://${host}${rest ?? ''}`;
}

function plainUrl(uri: string): URL | string {
  if (uri.includes('#')) return 'must not have a fragment';
  if (uri.includes('*')) return 'must be one address, not a pattern';
  if (!URI.test(uri) || !URL.canParse(uri)) return 'must be an absolute URI';
  const url = new URL(uri);
  if (url.username || url.password) return 'must not contain a user name or password';
  if (/(?:^|\/)(?:\.|%2e){1,2}(?:\/|$)/i.test(uri.slice(url.protocol.length).split('?')[0]!)) {
    return 'must not contain . or .. segments';
  }
  return url;
}
