import type { IncomingMessage } from 'node:http';
import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import Provider from 'oidc-provider';

/** The request as the service knows it, behind the one that the library was handed. */
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

  /** The one that the library is at work on. */
  get current(): FastifyRequest {
    return this.of(Provider.ctx!.req);
  }
}
