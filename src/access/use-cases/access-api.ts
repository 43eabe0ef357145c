import { Injectable } from '@nestjs/common';
import { InvalidInput, UnknownReference } from '../../platform/domain/domain-error.js';
import { Actor, type ActorFacts, type Grant } from '../domain/actor.js';
import { BeyondOwnAccess } from '../domain/errors.js';
import type { PermissionKey } from '../domain/permissions.js';
import { type RoleAssignment, reachOf } from '../domain/reach.js';
import type { Role } from '../domain/role.js';
import { AccessQueries } from './access.queries.js';

/** What other contexts ask of access. */
@Injectable()
export class AccessApi {
  constructor(private readonly queries: AccessQueries) {}

  /** The actor that these assignments make; `version` is `access.grants_version` as read with the session. */
  async actor(facts: ActorFacts, assignments: readonly RoleAssignment[], version: string): Promise<Actor> {
    const roles = await this.queries.roles(version);
    return new Actor(
      facts,
      assignments.flatMap((assignment) => grantsOf(roles, assignment, facts.branchId)),
    );
  }

  /** Every role, by id; who has read `access.grants_version` already spares a query by giving it. */
  async roles(version?: string): Promise<ReadonlyMap<string, Role>> {
    return this.queries.roles(version ?? (await this.queries.version()));
  }

  /** The roles that carry a permission. */
  async rolesWith(key: PermissionKey): Promise<Role[]> {
    return [...(await this.roles()).values()].filter(({ permissions }) => permissions.includes(key));
  }

  /**
   * Whether the actor may give these roles to somebody of that home branch (RP-3, RP-11).
   *
   * @throws UnknownReference, InvalidInput, BeyondOwnAccess
   */
  async ensureMayAssign(actor: Actor, assignments: readonly RoleAssignment[], homeBranchId: string): Promise<void> {
    await this.ensureMayReassign(actor, [], assignments, homeBranchId);
  }

  /**
   * Whether the actor may make the one set of roles the other: what is new and what goes away must both be theirs to
   * give; what stays is left alone (RP-11).
   *
   * @throws UnknownReference, InvalidInput, BeyondOwnAccess
   */
  async ensureMayReassign(
    actor: Actor,
    before: readonly RoleAssignment[],
    after: readonly RoleAssignment[],
    homeBranchId: string | null,
  ): Promise<void> {
    const roles = await this.roles();
    ensureSound(roles, after);
    const assignments = [...difference(after, before), ...difference(before, after)];
    const grants = assignments.flatMap((assignment) => grantsOf(roles, assignment, homeBranchId));
    if (!grants.every((grant) => actor.mayGive(grant))) throw new BeyondOwnAccess();
  }
}

/** The assignments of the one set that the other does not have. */
export function difference<Assignment extends RoleAssignment>(
  of: readonly Assignment[],
  to: readonly RoleAssignment[],
): Assignment[] {
  const known = new Set(to.map(keyOf));
  return of.filter((assignment) => !known.has(keyOf(assignment)));
}

const keyOf = ({ roleId, branchIds }: RoleAssignment) => `${roleId} ${branchIds?.toSorted().join() ?? ''}`;

function grantsOf(
  roles: ReadonlyMap<string, Role>,
  { roleId, branchIds }: RoleAssignment,
  homeBranchId: string | null,
): Grant[] {
  const role = roles.get(roleId);
  const reach = role ? reachOf(role.reach, branchIds, homeBranchId) : [];
  return (role?.permissions ?? []).map((key) => ({ key, reach }));
}

function ensureSound(roles: ReadonlyMap<string, Role>, assignments: readonly RoleAssignment[]): void {
  const keys = assignments.map(({ roleId }) => roles.get(roleId)?.key);
  for (const [index, { roleId, branchIds }] of assignments.entries()) {
    const role = roles.get(roleId);
    if (!role) throw new UnknownReference(`roles.${index}.roleId`);
    if (role.needs && !keys.includes(role.needs)) {
      const message = `${role.name} is an add-on: give the role ${role.needs} too`;
      throw new InvalidInput([{ field: `roles.${index}.roleId`, code: 'needs_base_role', message }]);
    }
    if (role.reach === 'listed' && !branchIds) {
      const message = `${role.name} needs the branches that it reaches`;
      throw new InvalidInput([{ field: `roles.${index}.branchIds`, code: 'required', message }]);
    }
  }
}
