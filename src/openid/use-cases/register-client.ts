import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Actor } from '../../access/index.js';
import { hashToken, newToken } from '../../platform/crypto/tokens.js';
import { UnitOfWork } from '../../platform/work/unit-of-work.js';
import { type ClientDetails, type ClientType, OidcClient } from '../domain/client.js';
import { EnsureClientPlaces } from './ensure-client-places.js';

/** OP-2: only this answer contains the secret. */
@Injectable()
export class RegisterClient {
  constructor(
    private readonly work: UnitOfWork,
    private readonly ensurePlaces: EnsureClientPlaces,
  ) {}

  /** @throws InvalidInput, UnknownReference, BeyondOwnAccess */
  run(actor: Actor, type: ClientType, details: ClientDetails): Promise<OidcClient & { clientSecret: string | null }> {
    return this.work.run(actor, async (tx) => {
      await this.ensurePlaces.run(actor, details);
      const clientSecret = type === 'confidential' ? newToken() : null;
      const clientId = randomBytes(16).toString('hex');
      const client = OidcClient.register(
        type,
        details,
        clientId,
        clientSecret === null ? null : hashToken(clientSecret),
      );
      return Object.assign(await tx.save(client), { clientSecret });
    });
  }
}
