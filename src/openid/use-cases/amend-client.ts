import { Injectable } from '@nestjs/common';
import type { Actor } from '../../access/index.js';
import { hashToken, newToken } from '../../platform/crypto/tokens.js';
import { UnitOfWork } from '../../platform/work/unit-of-work.js';
import { OidcClient } from '../domain/client.js';
import { EnsureClientPlaces } from './ensure-client-places.js';

/** Changes, disables or removes a registered client, at once in every process. */
@Injectable()
export class AmendClient {
  constructor(
    private readonly work: UnitOfWork,
    private readonly ensurePlaces: EnsureClientPlaces,
  ) {}

  /** @throws NotFound, InvalidInput, UnknownReference, BeyondOwnAccess */
  run(actor: Actor, id: string, change: Parameters<OidcClient['amend']>[0]): Promise<OidcClient> {
    return this.work.run(actor, async (tx) => {
      const client = await tx.load(OidcClient, id);
      actor.ensure('change', 'OidcClient', client);
      await this.ensurePlaces.run(actor, change);
      client.amend(change);
      const saved = await tx.save(client);
      // Its tokens end, and do not work again when it is enabled.
      if (client.state === 'disabled') {
        await tx.query('DELETE FROM openid.artifacts WHERE client_id = $1', [client.clientId]);
      }
      return saved;
    });
  }

  /** @throws NotFound, NoSecret */
  rotateSecret(actor: Actor, id: string): Promise<OidcClient & { clientSecret: string }> {
    return this.work.run(actor, async (tx) => {
      const client = await tx.load(OidcClient, id);
      actor.ensure('change', 'OidcClient', client);
      const clientSecret = newToken();
      client.rotateSecret(hashToken(clientSecret));
      return Object.assign(await tx.save(client), { clientSecret });
    });
  }

  /** Removes the client with every consent and token. @throws NotFound */
  remove(actor: Actor, id: string): Promise<void> {
    return this.work.run(actor, async (tx) => {
      const client = await tx.load(OidcClient, id);
      actor.ensure('delete', 'OidcClient', client);
      client.remove();
      await tx.save(client);
      await tx.query('DELETE FROM openid.clients WHERE id = $1', [id]);
    });
  }
}
