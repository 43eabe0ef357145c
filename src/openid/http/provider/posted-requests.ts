import type { FastifyInstance } from 'fastify';

/** The longest address that every browser and proxy accepts. */
const MOST_BYTES = 8 * 1024;

/**
 * Clients may also send people here with a form (OpenID Connect Core §3.1.2.1, RP-Initiated Logout §2). Such a form comes
 * from another site, and browsers send no session with it. So the answer redirects to the equivalent address, with which they
 * do.
 */
export function takeForms(fastify: FastifyInstance, mount: string): void {
  // Not awaited, like the library's own routes.
  void fastify.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers();
    const options = { parseAs: 'string', bodyLimit: MOST_BYTES } as const;
    scope.addContentTypeParser('application/x-www-form-urlencoded', options, (_request, body, parsed) =>
      parsed(null, body),
    );
    for (const path of ['/auth', '/session/end']) {
      scope.post(mount + path, { config: { crossOrigin: true } as object }, (request, reply) => {
        const asked = new URLSearchParams((request.body as string | undefined) ?? '').toString();
        return reply.redirect(`${mount}${path}?${asked}`, 303);
      });
    }
    done();
  });
}
