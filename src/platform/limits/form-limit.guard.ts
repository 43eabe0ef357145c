import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.js';
import { AddressLimitGuard } from './address-limit.guard.js';
import { Limits } from './limits.js';

/** For forms that write rows and have mail sent. */
@Injectable()
export class FormLimitGuard extends AddressLimitGuard {
  constructor(limits: Limits, { values }: Config) {
    super(limits, 'forms', values.PUBLIC_FORMS_PER_HOUR);
  }
}
