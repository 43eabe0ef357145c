import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Aggregate } from '../../platform/domain/aggregate.js';
import { InvalidInput } from '../../platform/domain/domain-error.js';
import { newId } from '../../platform/domain/ids.js';
import { nameKey } from '../../platform/domain/names.js';
import { RoleDeleted } from '../events.js';
import { builtInRoles, isBuiltIn, roleSets } from './built-in-roles.js';
import { BuiltInRoleFixed, GrantsFixed, RoleHeld, RoleNameTaken } from './errors.js';
import type { PermissionKey } from './permissions.js';
import type { NaturalReach } from './reach.js';
import { differenceFromDefaults, effective, isAdministrators, isPossible, type RoleView } from './role-view.js';

export interface RoleDetails {
  name: string;
  description: string;
  reach: NaturalReach;
}

export type RoleChange = { [Field in 'name' | 'description']?: string | undefined };

/** A role as stored: for a built-in role only the changes to its grants, for the organisation's own role everything. */
@Entity({ schema: 'access', name: 'roles' })
export class Role extends Aggregate<Role> {
  @PrimaryColumn('uuid')
  readonly id!: string;

  @Column('text')
  readonly key!: string;

  /** null for a built-in role, like description and reach: those are in the code. */
  @Column('text', { nullable: true })
  readonly name!: string | null;

  @Column('text', { nullable: true })
  readonly description!: string | null;

  @Column('text', { nullable: true })
  readonly reach!: NaturalReach | null;

  @Column('text', { array: true })
  readonly added!: readonly string[];

  @Column('text', { array: true })
  readonly removed!: readonly string[];

  @Column('int')
  readonly version!: number;

  /**
   * @param takenKeys the keys of the other roles: the new key must differ from them
   * @throws RoleNameTaken, InvalidInput
   */
  static make(
    { name, description, reach }: RoleDetails,
    permissions: readonly PermissionKey[],
    takenKeys: readonly string[],
  ): Role {
    ensureNotBuiltIn(name);
    const role = new Role();
    const id = newId();
    role.change({
      id,
      key: newKeyFor(name, id, takenKeys),
      name,
      description,
      reach,
      added: [],
      removed: [],
      version: 1,
    });
    role.grant(permissions, 'permissions');
    return role;
  }

  get builtIn(): boolean {
    return this.name === null;
  }

  /** The permissions that the role has now. */
  get permissions(): readonly PermissionKey[] {
    return this.#view.permissions;
  }

  /** @throws BuiltInRoleFixed, RoleNameTaken */
  amend({ name, description }: RoleChange): void {
    if (this.builtIn) throw new BuiltInRoleFixed();
    if (name) ensureNotBuiltIn(name);
    this.change({ name: name ?? this.name, description: description ?? this.description });
  }

  /**
   * RP-9: sets the role's permissions to exactly these.
   *
   * @param field the input that named them
   * @throws GrantsFixed; InvalidInput for a permission that does not apply to this role
   */
  grant(keys: readonly PermissionKey[], field: string): void {
    if (isAdministrators(this)) throw new GrantsFixed();
    const errors = [...keys.entries()]
      .filter(([, key]) => !isPossible(key, this.#view))
      .map(([index, key]) => ({
        field: `${field}.${index}`,
        code: 'not_possible',
        message: `${key} cannot be granted to this role`,
      }));
    if (errors.length > 0) throw new InvalidInput(errors);
    this.change(differenceFromDefaults(this, keys));
  }

  /** @throws BuiltInRoleFixed for a role of the organisation's own, which has no defaults */
  reset(): void {
    if (!this.builtIn) throw new BuiltInRoleFixed('Only built-in roles have defaults.');
    this.change({ added: [], removed: [] });
  }

  /** @throws BuiltInRoleFixed, RoleHeld */
  delete(holders: number): void {
    if (this.builtIn) throw new BuiltInRoleFixed();
    if (holders > 0) throw new RoleHeld(undefined, { holders });
    this.raise(new RoleDeleted({ roleId: this.id, key: this.key, name: this.name! }));
  }

  get #view(): RoleView {
    return effective(this, roleSets);
  }
}

/** A key by which clients know the role. It stays the same when the role is renamed. */
function newKeyFor(name: string, id: string, taken: readonly string[]): string {
  const plain = name.normalize('NFKD').toLowerCase();
  const words = plain.replace(/[^a-z0-9]+/g, '_').replace(/^_+|_+$/g, '');
  return words && !isBuiltIn(words) && !taken.includes(words) ? words : `role_${id.slice(-12)}`;
}

function ensureNotBuiltIn(name: string): void {
  const taken = Object.values(builtInRoles).some((role) => nameKey(role.name) === nameKey(name));
  if (taken) throw new RoleNameTaken();
}
