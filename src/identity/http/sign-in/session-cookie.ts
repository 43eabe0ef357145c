import '@fastify/cookie';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Config } from '../../../platform/config/config.js';
import { sessionCookieName } from '../../../platform/http/openapi/openapi.js';

const DAY_SECONDS = 86_400;

/** The cookie with a session's token. Scripts and other sites cannot read it, nor, over HTTPS, can the network. */
@Injectable()
export class SessionCookie {
  readonly #name: string;
  readonly #attributes: { path: string; httpOnly: true; sameSite: 'lax'; secure: boolean };
  readonly #rememberSeconds: number;

  constructor(config: Config) {
    this.#name = sessionCookieName(config);
    const secure = config.publicUrl.startsWith('https:');
    this.#attributes = { path: '/', httpOnly: true, sameSite: 'lax', secure };
    this.#rememberSeconds = config.values.SESSION_REMEMBER_DAYS * DAY_SECONDS;
  }

  read(request: FastifyRequest): string | undefined {
    return request.cookies[this.#name];
  }

  /** Without "remember me", the cookie ends with the browser (ID-14). */
  set(reply: FastifyReply, token: string, remembered: boolean): void {
    void reply.setCookie(this.#name, token, {
      ...this.#attributes,
      ...(remembered && { maxAge: this.#rememberSeconds }),
    });
  }

  clear(reply: FastifyReply): void {
    void reply.clearCookie(this.#name, this.#attributes);
  }
}
