import { isIP } from 'node:net';
import { Injectable } from '@nestjs/common';
import { Config } from '../../../platform/config/config.js';
import { InvalidInput } from '../../../platform/domain/domain-error.js';
import { hostOf, isPublic } from '../../webhooks/addresses.js';

/** Checks that a webhook does not lead into the network of the service. */
@Injectable()
export class EnsureTarget {
  readonly #anywhere: boolean;

  constructor(config: Config) {
    this.#anywhere = config.values.WEBHOOK_TARGETS === 'any';
  }

  /** @throws InvalidInput for an internal address, unless the setting allows it. A host name is checked at each call. */
  run(address: string): void {
    if (this.#anywhere) return;
    const host = hostOf(new URL(address));
    const local = host === 'localhost' || host.endsWith('.localhost');
    if (!local && (!isIP(host) || isPublic(host))) return;
    throw new InvalidInput([{ field: 'url', code: 'not_public', message: 'must be a public address' }]);
  }
}
