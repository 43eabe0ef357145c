import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { InvalidInput } from '../../../platform/domain/domain-error.js';
import { fieldProblems } from '../../../platform/http/requests/validation.js';
import { PasskeySignInBody } from './passkey.schemas.js';
import { PasskeyCeremonies } from './passkey-ceremonies.js';
import type { IdentifiedRequest } from '../sign-in/password.guard.js';

/** Opens the route to a person who presents a passkey, in a ceremony that this browser began. */
@Injectable()
export class PasskeyGuard implements CanActivate {
  constructor(private readonly ceremonies: PasskeyCeremonies) {}

  /** @throws InvalidInput, PasskeyRefused */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<Omit<IdentifiedRequest, 'user'> & { user: unknown }>();
    const { data, error } = PasskeySignInBody.safeParse(request.body);
    if (error) throw new InvalidInput(fieldProblems(error.issues));
    request.user = await this.ceremonies.identify(request, data);
    return true;
  }
}
