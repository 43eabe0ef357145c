import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.js';
import { AddressLimitGuard } from './address-limit.guard.js';
import { Limits } from './limits.js';

/** Limits forms that write rows and send email. */
@Injectable()
export class FormLimitGuard extends AddressLimitGuard {
  constructor(limits: Limits, { values }: Config) {
    super(limits, 'forms', values.PUBLIC_FORMS_PER_HOUR);
  }
}
