import { Injectable } from '@nestjs/common';
import { Config } from '../../../platform/config/config.js';
import { AddressLimitGuard } from '../../../platform/limits/address-limit.guard.js';
import { Limits } from '../../../platform/limits/limits.js';

/** For sign-ins by passkey: nobody guesses one, but each attempt writes rows and has a signature checked. */
@Injectable()
export class CeremonyLimitGuard extends AddressLimitGuard {
  constructor(limits: Limits, { values }: Config) {
    super(limits, 'ceremonies', values.PASSKEY_CEREMONIES_PER_HOUR);
  }
}
