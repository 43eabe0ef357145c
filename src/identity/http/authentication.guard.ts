import { type CanActivate, Injectable } from '@nestjs/common';

/** Finds out who is asking: identity builds this. */
@Injectable()
export class AuthenticationGuard implements CanActivate {
  canActivate(): boolean {
    return true;
  }
}
