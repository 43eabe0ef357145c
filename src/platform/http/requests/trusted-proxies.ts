import { BlockList, isIPv6 } from 'node:net';
import type { Config } from '../../config/config.js';

/** The names that `TRUSTED_PROXIES` may use, as Fastify understands them. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  loopback: ['127.0.0.0/8', '::1'],
  linklocal: ['169.254.0.0/16', 'fe80::/10'],
  uniquelocal: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'],
};

/** Whether the forwarding headers of a connection from this address are trusted. */
export function trustIn({ values }: Config): (address: string | undefined) => boolean {
  const trusted = new BlockList();
  for (const network of values.TRUSTED_PROXIES.flatMap((each) => WORDS[each] ?? each)) {
    const [address, bits] = network.split('/') as [string, string?];
    const family = familyOf(address);
    if (bits === undefined) trusted.addAddress(address, family);
    else trusted.addSubnet(address, Number(bits), family);
  }
  return (address) => address !== undefined && trusted.check(address, familyOf(address));
}

const familyOf = (address: string) => (isIPv6(address) ? 'ipv6' : 'ipv4');
