import { Injectable } from '@nestjs/common';
import { AccessApi, type Actor } from '../../access/index.js';
import { type FieldProblem, InvalidInput, UnknownReference } from '../../platform/domain/domain-error.js';
import type { ClientDetails } from '../domain/client.js';
import { ClientQueries } from './clients.queries.js';

type Named = Partial<Pick<ClientDetails, 'roleKeys' | 'groupIds' | 'serviceAccountId'>>;

/** Checks that everything named in a client's details exists, and that the actor may give it. */
@Injectable()
export class EnsureClientPlaces {
  constructor(
    private readonly access: AccessApi,
    private readonly queries: ClientQueries,
  ) {}

  /** @throws InvalidInput, UnknownReference, BeyondOwnAccess */
  async run(actor: Actor, { roleKeys = [], groupIds = [], serviceAccountId }: Named): Promise<void> {
    const without = await this.access.holdKeys(roleKeys);
    const unknown = roleKeys.flatMap((key, index): FieldProblem[] =>
      !without.includes(key)
        ? []
        : [{ field: `roleKeys.${index}`, code: 'unknown_role', message: 'no role has this key' }],
    );
    if (unknown.length > 0) throw new InvalidInput(unknown);
    const groups = await this.queries.knownGroups(groupIds);
    const missing = groupIds.findIndex((id) => !groups.has(id));
    if (missing >= 0) throw new UnknownReference(`groupIds.${missing}`);
    if (serviceAccountId) await this.#ensureGivable(actor, serviceAccountId);
  }

  /** A contact's roles have no effect until a client can act as it, so naming it counts as giving them (RP-11). */
  async #ensureGivable(actor: Actor, serviceAccountId: string): Promise<void> {
    const contact = await this.queries.contact(serviceAccountId);
    if (!contact) throw new UnknownReference('serviceAccountId');
    await this.access.ensureMayGive(actor, 'change', contact.roles, contact.branchId);
  }
}
