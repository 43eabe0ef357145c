import { lookup } from 'node:dns/promises';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/**
 * Addresses that are not public: this machine, internal networks, link-local and multicast addresses, and other spellings of
 * these.
 */
const inside = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const) {
  inside.addSubnet(net, bits, 'ipv4');
}
/** Only global unicast can be public in IPv6, and not the part that wraps IPv4 addresses. */
const global = new BlockList();
global.addSubnet('2000::', 3, 'ipv6');
const wrapping = new BlockList();
for (const [net, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
] as const) {
  wrapping.addSubnet(net, bits, 'ipv6');
}

export class NotPublic extends Error {}

export function isPublic(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !inside.check(address, 'ipv4');
  if (family === 6) return global.check(address, 'ipv6') && !wrapping.check(address, 'ipv6');
  return false;
}

/** The host of a URL as a name or a bare address. */
export const hostOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '');

type Resolve = (host: string) => Promise<{ address: string; family: number }[]>;

const systemResolver: Resolve = (host) => lookup(host, { all: true, verbatim: true });

/**
 * Looks a name up once, refuses it if any of its addresses is not public, and connects only to these addresses, so that a
 * name which changes a moment later gains nothing (DNS rebinding).
 */
export const publicLookup =
  (resolve: Resolve = systemResolver): LookupFunction =>
  (host, options, done) => {
    resolve(host).then(
      (found) => {
        const bad = found.find(({ address }) => !isPublic(address));
        if (bad || found.length === 0) done(new NotPublic(`${host} is not a public address`), [], 0);
        else if (options.all) done(null, found);
        else done(null, found[0]!.address, found[0]!.family);
      },
      (error: NodeJS.ErrnoException) => done(error, [], 0),
    );
  };
