import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { Strategy } from 'passport-local';
import { CheckPassword } from '../use-cases/check-password.js';
import type { Identified } from './password.guard.js';

/** Passport's way to an address and a password. */
@Injectable()
export class PasswordStrategy extends PassportStrategy(Strategy, 'local') {
  constructor(private readonly checkPassword: CheckPassword) {
    super({ usernameField: 'email', passwordField: 'password', session: false });
  }

  async validate(email: string, password: string): Promise<Identified> {
    return { userId: await this.checkPassword.run(email, password) };
  }
}
