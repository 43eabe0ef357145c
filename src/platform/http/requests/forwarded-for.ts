import { isIP } from 'node:net';
import type { FastifyInstance } from 'fastify';

/** An address in a proxy's header, without port (`198.51.100.61:41001`) and brackets (`[2001:db8::1]:41001`). */
export function plainAddress(written: string): string | undefined {
  const text = written.trim().replace(/^"(.*)"$/, '$1');
  const bare = /^\[([^\]]+)\](?::\d{1,5})?$/.exec(text)?.[1] ?? /^([\d.]+):\d{1,5}$/.exec(text)?.[1] ?? text;
  return isIP(bare) === 0 ? undefined : bare;
}

/**
 * The readable part of `X-Forwarded-For`, from the nearest proxy on. Whatever is beyond an invalid address cannot be trusted.
 */
export function readableChain(header: string): string | undefined {
  const chain: string[] = [];
  for (const written of header.split(',').reverse()) {
    const address = plainAddress(written);
    if (address === undefined) break;
    chain.unshift(address);
  }
  return chain.length > 0 ? chain.join(', ') : undefined;
}

/** Runs before the client's address is first used. If the header cannot be read, the connection's address counts. */
export function readForwardedFor(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (request, _reply, done) => {
    const { headers } = request.raw;
    const given = headers['x-forwarded-for'];
    if (given !== undefined) {
      const chain = readableChain([given].flat().join(','));
      if (chain === undefined) delete headers['x-forwarded-for'];
      else headers['x-forwarded-for'] = chain;
    }
    done();
  });
}
