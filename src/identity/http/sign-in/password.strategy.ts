import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import type { FastifyRequest } from 'fastify';
import { Strategy } from 'passport-local';
import { CheckPassword } from '../../use-cases/passwords/check-password.js';
import { originOf } from './origin.js';
import type { Identified } from './password.guard.js';
import { SessionCookie } from './session-cookie.js';

/** The Passport strategy for address and password. */
@Injectable()
export class PasswordStrategy extends PassportStrategy(Strategy, 'local') {
  constructor(
    private readonly checkPassword: CheckPassword,
    private readonly cookie: SessionCookie,
  ) {
    super({ usernameField: 'email', passwordField: 'password', session: false, passReqToCallback: true });
  }

  validate(request: FastifyRequest, email: string, password: string): Promise<Identified> {
    const token = this.cookie.read(request);
    return this.checkPassword.run({ email, password, token, ...originOf(request) });
  }
}
