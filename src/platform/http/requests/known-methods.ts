import { MethodNotAllowedException } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';

/**
 * Answers 405 with `Allow` if a path exists but not with this method (RFC 9110 §15.5.6); 404 only if it has no method at all.
 * Call it before the routes are added.
 */
export function answerUnknownMethods(fastify: FastifyInstance): void {
  const methodsByPath = new Map<string, Set<string>>();
  fastify.addHook('onRoute', ({ url, method }) => {
    if (url === '*') return;
    const methods = methodsByPath.get(url) ?? new Set();
    methodsByPath.set(url, methods);
    for (const one of [method].flat()) methods.add(one);
  });
  let known: { path: RegExp; methods: Set<string> }[] | undefined;
  fastify.addHook('onRequest', (request, reply, done) => {
    if (!request.is404) return done();
    known ??= [...methodsByPath].map(([url, methods]) => ({ path: patternOf(url), methods }));
    const path = decoded(request.url.split('?')[0]!);
    const methods = known.filter((one) => one.path.test(path)).flatMap((one) => [...one.methods]);
    if (methods.length === 0) return done();
    void reply.header('allow', [...new Set(methods)].sort().join(', '));
    done(new MethodNotAllowedException());
  });
}

/** Decodes a path like the router, which treats `/%61pi` as `/api`. */
function decoded(path: string): string {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}

/** `/users/:id/roles` as a regular expression; a star matches anything, as in the router. */
function patternOf(url: string): RegExp {
  const literal = url.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${literal.replace(/:\w+/g, '[^/]+').replaceAll('*', '.*')}$`);
}
