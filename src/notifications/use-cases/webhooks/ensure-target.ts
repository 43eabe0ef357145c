import { isIP } from 'node:net';
import { Injectable } from '@nestjs/common';
import { Config } from '../../../platform/config/config.js';
import { InvalidInput } from '../../../platform/domain/domain-error.js';
import { hostOf, isPublic } from '../../webhooks/addresses.js';

/** That a webhook does not lead into the network that the service runs in. */
@Injectable()
export class EnsureTarget {
  readonly #anywhere: boolean;

  constructor(config: Config) {
    this.#anywhere = config.values.WEBHOOK_TARGETS === 'any';
  }

  /** @throws InvalidInput for an address inside, unless the setting allows it. A name is looked at when it is called. */
  run(address: string): void {
    if (this.#anywhere) return;
    const host = hostOf(new URL(address));
    const local = host === 'localhost' || host.endsWith('.localhost');
    if (!local && (!isIP(host) || isPublic(host))) return;
    throw new InvalidInput([{ field: 'url', code: 'not_public', message: 'must be a public address' }]);
  }
}
