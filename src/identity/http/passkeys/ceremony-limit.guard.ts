import { Injectable } from '@nestjs/common';
import { Config } from '../../../platform/config/config.js';
import { AddressLimitGuard } from '../../../platform/limits/address-limit.guard.js';
import { Limits } from '../../../platform/limits/limits.js';

/** Limits passkey sign-ins. A passkey cannot be guessed, but every attempt writes rows and checks a signature. */
@Injectable()
export class CeremonyLimitGuard extends AddressLimitGuard {
  constructor(limits: Limits, { values }: Config) {
    super(limits, 'ceremonies', values.PASSKEY_CEREMONIES_PER_HOUR);
  }
}
