const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);
/** `com.example.app:/back`, RFC 8252 §7.1: based on a domain name, which its owner does not share with others. */
const APP_SCHEME = /^[a-z][a-z0-9+-]*(?:\.[a-z0-9+-]+)+:$/;
/** The characters that RFC 3986 allows in a URI. Programs disagree about backslashes, spaces and quotes. */
const URI = /^[\w\-.~:/?[\]@!$&'()*+,;=%]+$/;

/**
 * Why no code can be sent to an address; undefined if one can. The registered address is compared character by character
 * (`isRegistered`).
 */
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
 * Whether a code may be sent there: the address must be registered exactly like this. Only an app without a secret may choose
 * the port on its own machine at each sign-in, because it takes a free one (RFC 8252 §7.3).
 */
export function isRegistered(uri: string, registered: readonly string[], publicClient: boolean): boolean {
  if (registered.includes(uri)) return true;
  const plain = publicClient ? withoutLoopbackPort(uri) : undefined;
  return plain !== undefined && registered.some((one) => withoutLoopbackPort(one) === plain);
}

/**
 * `http://127.0.0.1:4000/back` without its port; undefined if it is not on this machine, or is written in an unusual form.
 */
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
