import { Injectable } from '@nestjs/common';
import { Config } from '../../../platform/config/config.js';
import { AddressLimitGuard } from '../../../platform/limits/address-limit.guard.js';
import { Limits } from '../../../platform/limits/limits.js';

/** Limits single sign-ons: each one writes a row and sends a request to the provider, which may limit us. */
@Injectable()
export class SsoLimitGuard extends AddressLimitGuard {
  constructor(limits: Limits, { values }: Config) {
    super(limits, 'sso', values.PASSKEY_CEREMONIES_PER_HOUR);
  }
}
