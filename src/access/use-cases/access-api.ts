import { Injectable } from '@nestjs/common';
import { InvalidInput, NotFound, UnknownReference } from '../../platform/domain/domain-error.js';
import { Actor, type ActorFacts, type Grant } from '../domain/actor.js';
import { BeyondOwnAccess } from '../domain/errors.js';
import { type GivingAct, mayGiveRole } from '../domain/giving.js';
import type { PermissionKey } from '../domain/permissions.js';
import { type Reach, type RoleAssignment, reachOf } from '../domain/reach.js';
import type { RoleView } from '../domain/role-view.js';
import { AccessQueries } from './access.queries.js';
import { ensureSteppedUp } from './ensure-stepped-up.js';

/** The person for whom an actor is made. */
type PersonFacts = Omit<ActorFacts, 'signUpBranchIds' | 'isPerson'>;

/** What other contexts ask of access. */
@Injectable()
export class AccessApi {
  constructor(private readonly queries: AccessQueries) {}

  /**
   * Makes the actor of a person with these role assignments; `version` is `access.grants_version` as read with the session.
   */
  async actor(facts: PersonFacts, assignments: readonly RoleAssignment[], version: string): Promise<Actor> {
    const { roles, signUpBranchIds } = await this.queries.state(version);
    return new Actor(
      { ...facts, signUpBranchIds, isPerson: true },
      assignments.flatMap((assignment) => grantsOf(roles, assignment, facts.branchId)),
    );
  }

  /** Every role, by id. Callers that have already read `access.grants_version` pass it and save a query. */
  async roles(version?: string): Promise<ReadonlyMap<string, RoleView>> {
    return (await this.queries.state(version ?? (await this.queries.version()))).roles;
  }

  /** @throws NotFound */
  async role(id: string): Promise<RoleView> {
    const role = (await this.roles()).get(id.toLowerCase());
    if (!role) throw new NotFound();
    return role;
  }

  /** The roles that carry a permission. */
  async rolesWith(key: PermissionKey): Promise<RoleView[]> {
    return [...(await this.roles()).values()].filter(({ permissions }) => permissions.includes(key));
  }

  /**
   * Checks that the actor may change a person's roles from `before` to `after`: they must be allowed to give both the added
   * and the removed ones (RP-3, RP-11).
   *
   * @param act the act in which the roles change
   * @throws UnknownReference, InvalidInput, BeyondOwnAccess
   */
  async ensureMayReassign(
    actor: Actor,
    act: GivingAct,
    before: readonly RoleAssignment[],
    after: readonly RoleAssignment[],
    homeBranchId: string | null,
  ): Promise<void> {
    const roles = await this.roles();
    const fresh = difference(after, before);
    ensureSound(roles, after, fresh);
    await this.#hold(after, roles);
    await this.ensureMayGive(actor, act, [...fresh, ...difference(before, after)], homeBranchId);
  }

  /**
   * Checks that the actor may give these roles, which a person already has. Call it where an act makes such roles effective
   * (RP-11). An actor may give only what they hold, in the branches where they may do this act: a role that grants little
   * today may grant more tomorrow.
   *
   * It needs a step-up as well, so that nobody gives roles from a browser that was left open (ID-13).
   *
   * @throws BeyondOwnAccess, StepUpRequired
   */
  async ensureMayGive(
    actor: Actor,
    act: GivingAct,
    assignments: readonly RoleAssignment[],
    homeBranchId: string | null,
  ): Promise<void> {
    const roles = await this.roles();
    const isTheirs = (assignment: RoleAssignment) =>
      mayGiveRole(actor, act, roles.get(assignment.roleId), reachIn(roles, assignment, homeBranchId));
    if (!assignments.every(isTheirs)) throw new BeyondOwnAccess();
    if (assignments.length > 0) ensureSteppedUp();
  }

  /** Keeps the roles with these keys from being deleted until the transaction ends. @returns the keys that no role has */
  async holdKeys(keys: readonly string[]): Promise<string[]> {
    const roles = [...(await this.roles()).values()].filter(({ key }) => keys.includes(key));
    const held = await this.#held(roles);
    const known = roles.filter((role) => held(role)).map(({ key }) => key);
    return keys.filter((key) => !known.includes(key));
  }

  /** Keeps roles of the organisation's own from being deleted while they are given. */
  async #hold(assignments: readonly RoleAssignment[], roles: ReadonlyMap<string, RoleView>): Promise<void> {
    const held = await this.#held(assignments.map(({ roleId }) => roles.get(roleId)!));
    const gone = assignments.findIndex(({ roleId }) => !held(roles.get(roleId)!));
    if (gone >= 0) throw new UnknownReference(`roles.${gone}.roleId`);
  }

  /** Locks the roles that can be deleted. @returns a function that says whether a role still exists */
  async #held(roles: readonly RoleView[]): Promise<(role: RoleView) => boolean> {
    const own = roles.filter(({ builtIn }) => !builtIn).map(({ id }) => id);
    const held = own.length > 0 ? await this.queries.hold(own) : [];
    return ({ id, builtIn }) => builtIn || held.includes(id);
  }
}

/** The assignments that the first list has and the second does not. */
export function difference<Assignment extends RoleAssignment>(
  of: readonly Assignment[],
  to: readonly RoleAssignment[],
): Assignment[] {
  const known = new Set(to.map(keyOf));
  return of.filter((assignment) => !known.has(keyOf(assignment)));
}

const keyOf = ({ roleId, branchIds }: RoleAssignment) => `${roleId} ${branchIds?.toSorted().join() ?? ''}`;

function reachIn(
  roles: ReadonlyMap<string, RoleView>,
  { roleId, branchIds }: RoleAssignment,
  homeBranchId: string | null,
): Reach {
  const role = roles.get(roleId);
  return role ? reachOf(role.reach, branchIds, homeBranchId) : [];
}

function grantsOf(
  roles: ReadonlyMap<string, RoleView>,
  assignment: RoleAssignment,
  homeBranchId: string | null,
): Grant[] {
  const reach = reachIn(roles, assignment, homeBranchId);
  return (roles.get(assignment.roleId)?.permissions ?? []).map((key) => ({ key, reach }));
}

function ensureSound(
  roles: ReadonlyMap<string, RoleView>,
  assignments: readonly RoleAssignment[],
  fresh: readonly RoleAssignment[],
): void {
  const keys = assignments.map(({ roleId }) => roles.get(roleId)?.key);
  for (const [index, assignment] of assignments.entries()) {
    const { roleId, branchIds } = assignment;
    const role = roles.get(roleId);
    if (!role) throw new UnknownReference(`roles.${index}.roleId`);
    if (!role.active && fresh.includes(assignment)) {
      const message = `${role.name} belongs to a role set that the organisation does not use`;
      throw new InvalidInput([{ field: `roles.${index}.roleId`, code: 'role_set_off', message }]);
    }
    if (role.needs && !keys.includes(role.needs)) {
      const message = `${role.name} is an add-on. It also needs the role ${role.needs}`;
      throw new InvalidInput([{ field: `roles.${index}.roleId`, code: 'needs_base_role', message }]);
    }
    if (role.reach === 'listed' && !branchIds) {
      const message = `${role.name} needs the branches in which it applies`;
      throw new InvalidInput([{ field: `roles.${index}.branchIds`, code: 'required', message }]);
    }
  }
}
