import type { IncomingMessage } from 'node:http';
import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import Provider from 'oidc-provider';

/** The service's request that belongs to a request of the library. */
@Injectable()
export class RequestsInHand {
  readonly #requests = new WeakMap<IncomingMessage, FastifyRequest>();

  add(request: FastifyRequest): void {
    this.#requests.set(request.raw, request);
  }

  of(raw: IncomingMessage): FastifyRequest {
    const request = this.#requests.get(raw);
    if (!request) throw new Error('The provider was called past its route.');
    return request;
  }

  /** The request that the library is handling now. */
  get current(): FastifyRequest {
    return this.of(Provider.ctx!.req);
  }
}
