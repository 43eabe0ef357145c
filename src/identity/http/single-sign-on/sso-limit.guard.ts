import { Injectable } from '@nestjs/common';
import { Config } from '../../../platform/config/config.js';
import { AddressLimitGuard } from '../../../platform/limits/address-limit.guard.js';
import { Limits } from '../../../platform/limits/limits.js';

/** For single sign-ons: each writes a row and asks the provider, which may count what comes from here. */
@Injectable()
export class SsoLimitGuard extends AddressLimitGuard {
  constructor(limits: Limits, { values }: Config) {
    super(limits, 'sso', values.PASSKEY_CEREMONIES_PER_HOUR);
  }
}
