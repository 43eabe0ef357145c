const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);
/** `com.example.app:/back`, RFC 8252 §7.1: the name must be one that its owner can have to themselves. */
const APP_SCHEME = /^[a-z][a-z0-9+-]*(?:\.[a-z0-9+-]+)+:$/;
/** What RFC 3986 lets stand in a URI. A backslash, a space or a quote is read in as many ways as there are readers. */
const URI = /^[\w\-.~:/?[\]@!$&'()*+,;=%]+$/;

/** Why an address cannot be sent to with a code, or undefined where it can. It is compared as it is written, letter by letter. */
export function wrongRedirect(uri: string, publicClient: boolean): string | undefined {
  const url = plainUrl(uri);
  if (typeof url === 'string') return url;
  if (url.protocol === 'https:') return undefined;
  if (url.protocol === 'http:') return LOOPBACK.has(url.hostname) ? undefined : 'must be https, but on this machine';
  if (publicClient && APP_SCHEME.test(url.protocol)) return undefined;
  return 'must be https, or for an app a scheme of its own such as com.example.app';
}

/** The same for an address that this service itself calls. */
export function wrongBackchannel(uri: string): string | undefined {
  const url = plainUrl(uri);
  if (typeof url === 'string') return url;
  if (url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.has(url.hostname))) return undefined;
  return 'must be https, but on this machine';
}

function plainUrl(uri: string): URL | string {
  if (uri.includes('#')) return 'must not have a fragment';
  if (uri.includes('*')) return 'must be one address, not a pattern';
  if (!URI.test(uri) || !URL.canParse(uri)) return 'must be an absolute URI';
  const url = new URL(uri);
  if (url.username || url.password) return 'must not hold a user or password';
  if (/(?:^|\/)(?:\.|%2e){1,2}(?:\/|$)/i.test(uri.slice(url.protocol.length).split('?')[0]!)) {
    return 'must not climb with . or ..';
  }
  return url;
}
