import { Injectable } from '@nestjs/common';
import { AccessApi, type Actor, type RoleView } from '../../../access/index.js';
import { BranchesApi, type BranchView } from '../../../branches/index.js';
import type { FieldProblem } from '../../../platform/domain/domain-error.js';
import { nameKey } from '../../../platform/domain/names.js';
import type { Placement } from '../../domain/user-details.js';
import type { FilePerson } from './file-rows.js';

const unknown = (field: string, text: string): FieldProblem => ({
  field,
  code: 'unknown_reference',
  message: `${JSON.stringify(text)} does not exist, or you cannot see it`,
});

/**
 * Finds the branches, groups and roles that a file names. Anything that the actor may not see counts as unknown, so that
 * trying codes and names reveals nothing about other branches (RP-13). Whether the actor may give a placement is checked
 * separately for each row.
 */
@Injectable()
export class PlacesOfFile {
  constructor(
    private readonly branches: BranchesApi,
    private readonly access: AccessApi,
  ) {}

  /** Reads for all people at once, with the same number of queries for any file. */
  async of(actor: Actor, people: readonly FilePerson[]): Promise<Places> {
    const codes = people.flatMap(({ branch, roles }) => [branch, ...roles.flatMap(({ branches }) => branches ?? [])]);
    const branches = await this.branches.branchesByCode([...new Set(codes)]);
    const homes = branches.filter(({ id }) => actor.can('import', 'User', { branchId: id }));
    const listed = branches.filter(({ id }) => actor.can('read', 'Branch', { id }));
    const names = [...new Set(people.flatMap(({ groups }) => groups))];
    const homeIds = homes.map(({ id }) => id);
    const groups = await this.branches.groupsByName(homeIds, names);
    return new Places(
      new Map(homes.map(byCode)),
      new Map(listed.map(byCode)),
      new Map(groups.map(({ branchId, id, nameKey: key }) => [`${branchId} ${key}`, id])),
      [...(await this.access.roles()).values()],
    );
  }
}

const byCode = ({ id, code }: BranchView) => [nameKey(code), id] as const;

export class Places {
  /**
   * @param homes the branches into which people may be imported, by code
   * @param listed the branches that may be listed with a role, by code
   */
  constructor(
    private readonly homes: ReadonlyMap<string, string>,
    private readonly listed: ReadonlyMap<string, string>,
    private readonly groups: ReadonlyMap<string, string>,
    private readonly roles: readonly RoleView[],
  ) {}

  /** null if something is unknown; adds the problem. */
  placementOf({ branch, groups, roles }: FilePerson, problems: FieldProblem[]): Placement | null {
    const found = <Id>(id: Id | undefined, field: string, text: string): Id[] => {
      if (id === undefined) problems.push(unknown(field, text));
      return id === undefined ? [] : [id];
    };
    const before = problems.length;
    const [branchId] = found(this.homes.get(nameKey(branch)), 'branch', branch);
    const placement = {
      branchId: branchId ?? '',
      // If the branch is unknown, its groups are not reported as well.
      groupIds: branchId
        ? groups.flatMap((name) => found(this.groups.get(`${branchId} ${nameKey(name)}`), 'groups', name))
        : [],
      roles: roles.flatMap(({ key, branches }) => {
        const [roleId] = found(this.roles.find((role) => role.key === key.toLowerCase())?.id, 'roles', key);
        const listed = branches?.flatMap((code) => found(this.listed.get(nameKey(code)), 'roles', code));
        return roleId === undefined ? [] : [{ roleId, branchIds: listed ?? null }];
      }),
    };
    return problems.length === before ? placement : null;
  }
}
