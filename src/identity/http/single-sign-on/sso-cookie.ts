import '@fastify/cookie';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Config } from '../../../platform/config/config.js';
import { newToken } from '../../../platform/crypto/tokens.js';
import { sessionCookieName } from '../../../platform/http/openapi/openapi.js';
import { FLOW_MINUTES } from '../../use-cases/single-sign-on/sso-flows.js';

const TOKEN = /^[\w-]{43}$/;

/** Ties a single sign-on to the browser that began it. `lax`, because the person returns from another site. */
@Injectable()
export class SsoCookie {
  readonly #name: string;
  readonly #attributes: { path: string; httpOnly: true; sameSite: 'lax'; secure: boolean; maxAge: number };

  constructor(config: Config) {
    this.#name = `${sessionCookieName(config)}-sso`;
    const secure = config.publicUrl.startsWith('https:');
    this.#attributes = { path: '/', httpOnly: true, sameSite: 'lax', secure, maxAge: FLOW_MINUTES * 60 };
  }

  read(request: FastifyRequest): string | undefined {
    const value = request.cookies[this.#name];
    return value !== undefined && TOKEN.test(value) ? value : undefined;
  }

  /** Returns the browser's own value, or makes one: two tabs must not disturb each other's sign-in. */
  keep(request: FastifyRequest, reply: FastifyReply): string {
    const value = this.read(request) ?? newToken();
    void reply.setCookie(this.#name, value, this.#attributes);
    return value;
  }
}
