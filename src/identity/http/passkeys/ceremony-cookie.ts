import '@fastify/cookie';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Config } from '../../../platform/config/config.js';
import { newToken } from '../../../platform/crypto/tokens.js';
import { sessionCookieName } from '../../../platform/http/openapi/openapi.js';
import { CEREMONY_MINUTES } from '../../use-cases/passkeys/challenges.js';

const TOKEN = /^[\w-]{43}$/;

/** Ties a passkey sign-in to the browser that began it, because there is no session yet. */
@Injectable()
export class CeremonyCookie {
  readonly #name: string;
  readonly #attributes: { path: string; httpOnly: true; sameSite: 'strict'; secure: boolean; maxAge: number };

  constructor(config: Config) {
    this.#name = `${sessionCookieName(config)}-ceremony`;
    const secure = config.publicUrl.startsWith('https:');
    this.#attributes = { path: '/', httpOnly: true, sameSite: 'strict', secure, maxAge: CEREMONY_MINUTES * 60 };
  }

  read(request: FastifyRequest): string | undefined {
    const value = request.cookies[this.#name];
    return value !== undefined && TOKEN.test(value) ? value : undefined;
  }

  /** Returns the browser's own value, or makes one: two open tabs must not disturb each other's sign-in. */
  readOrMake(request: FastifyRequest): string {
    return this.read(request) ?? newToken();
  }

  set(reply: FastifyReply, value: string): void {
    void reply.setCookie(this.#name, value, this.#attributes);
  }
}
