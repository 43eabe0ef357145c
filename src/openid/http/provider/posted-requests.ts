import type { FastifyInstance } from 'fastify';

/** What still fits into an address that every browser and proxy takes. */
const MOST_BYTES = 8 * 1024;

/**
 * Clients may send people to these by a form as well (OpenID Connect Core §3.1.2.1, RP-Initiated Logout §2). It comes from
 * another site, and browsers send no session along with such a form. So it is answered with the address that says the
 * same: there they do, and nothing but that address need be looked at.
 */
export function takeForms(fastify: FastifyInstance, mount: string): void {
  // Not awaited, as the library's own routes are not.
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
