import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Config } from '../../../platform/config/config.js';
import { countedAddress } from '../../../platform/limits/client-address.js';
import { type Limit, Limits } from '../../../platform/limits/limits.js';
import { takeForms } from './posted-requests.js';
import { MOUNT, ProviderHost } from './provider-host.js';
import { RequestsInHand } from './requests-in-hand.js';

const PAGES = ['auth', 'session/end'];

/** Mounts the library under /oidc. It is told the host and scheme of the public URL, whatever a request claims. */
@Injectable()
export class ProviderMount implements OnModuleInit {
  readonly #public: URL;
  readonly #limit: Limit;

  constructor(
    private readonly adapters: HttpAdapterHost,
    private readonly host: ProviderHost,
    private readonly requests: RequestsInHand,
    private readonly limits: Limits,
    config: Config,
  ) {
    this.#public = new URL(config.publicUrl);
    const most = config.values.PASSKEY_CEREMONIES_PER_HOUR;
    this.#limit = { name: 'openid-pages', most, windowSeconds: 3_600 };
  }

  onModuleInit(): void {
    const fastify = this.adapters.httpAdapter?.getInstance<FastifyInstance | undefined>();
    if (fastify) takeForms(fastify, MOUNT);
    // Not awaited: awaiting would fix all routes before Nest has set their error handlers.
    void fastify?.register((scope, _options, done) => {
      // The library reads bodies itself, and refuses repeated parameters.
      scope.removeAllContentTypeParsers();
      scope.addContentTypeParser('*', (_request, _payload, parsed) => parsed(null));
      scope.route({
        method: ['GET', 'POST', 'OPTIONS'],
        url: `${MOUNT}/*`,
        // Clients call from other origins, and authenticate with more than a cookie; the library's own forms carry a secret.
        config: { crossOrigin: true } as object,
        handler: (request, reply) => this.#handle(request, reply),
      });
      done();
    });
  }

  async #handle(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    await this.#count(request);
    const { handle } = await this.host.current();
    const { raw } = request;
    this.requests.add(request);
    // Replaces the path prefix with ours: the library builds its addresses from it.
    const below = raw.url!.replace(/^\/[^/?]*/, '');
    Object.assign(raw, { originalUrl: MOUNT + below, url: below });
    raw.headers.host = raw.headers['x-forwarded-host'] = this.#public.host;
    raw.headers['x-forwarded-proto'] = this.#public.protocol.slice(0, -1);
    for (const [name, value] of Object.entries(reply.getHeaders()))
      if (value !== undefined) reply.raw.setHeader(name, value);
    reply.hijack();
    handle(raw, reply.raw);
  }

  /** Strangers can open these, and each visit writes a row. @throws TooManyRequests */
  async #count(request: FastifyRequest): Promise<void> {
    const { '*': page } = request.params as { '*': string };
    if (!PAGES.includes(page)) return;
    const key = this.limits.key(this.#limit.name, countedAddress(request.ip));
    await this.limits.take([{ key, limit: this.#limit }]);
  }
}
