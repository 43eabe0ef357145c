import { Injectable } from '@nestjs/common';
import { AccessApi, type RoleView } from '../../access/index.js';
import { BranchesApi } from '../../branches/index.js';
import type { FieldProblem } from '../../platform/domain/domain-error.js';
import type { Placement } from '../domain/user-record.js';
import type { FilePerson } from './file-rows.js';

const unknown = (field: string, text: string): FieldProblem => ({
  field,
  code: 'unknown_reference',
  message: `${JSON.stringify(text)} is not known, or not yours to see`,
});

/** Finds what the words of a file stand for. Whether the actor may use it is another question, asked of each row. */
@Injectable()
export class PlacesOfFile {
  constructor(
    private readonly branches: BranchesApi,
    private readonly access: AccessApi,
  ) {}

  /** Reads for all people at once: once the branches and roles, and the groups once a branch. */
  async of(people: readonly FilePerson[]): Promise<Places> {
    const codes = people.flatMap(({ branch, roles }) => [branch, ...roles.flatMap(({ branches }) => branches ?? [])]);
    const branches = new Map<string, string>();
    const groups = new Map<string, string>();
    for (const { id, code } of await this.branches.branchesByCode([...new Set(codes)])) {
      branches.set(code.toLowerCase(), id);
      const names = people.filter(({ branch }) => branch.toLowerCase() === code.toLowerCase());
      const wanted = [...new Set(names.flatMap((person) => person.groups))];
      const found = wanted.length > 0 ? await this.branches.groupsByName(id, wanted) : [];
      for (const group of found) groups.set(`${id} ${group.name.toLowerCase()}`, group.id);
    }
    return new Places(branches, groups, [...(await this.access.roles()).values()]);
  }
}

export class Places {
  constructor(
    private readonly branches: ReadonlyMap<string, string>,
    private readonly groups: ReadonlyMap<string, string>,
    private readonly roles: readonly RoleView[],
  ) {}

  /** null where something is not known, which is added to the problems. */
  placementOf({ branch, groups, roles }: FilePerson, problems: FieldProblem[]): Placement | null {
    const found = <Id>(id: Id | undefined, field: string, text: string): Id[] => {
      if (id === undefined) problems.push(unknown(field, text));
      return id === undefined ? [] : [id];
    };
    const before = problems.length;
    const branchOf = (code: string, field: string) => found(this.branches.get(code.toLowerCase()), field, code);
    const [branchId] = branchOf(branch, 'branch');
    const placement = {
      branchId: branchId ?? '',
      // The groups of a branch that is not known are not known either: one problem tells it.
      groupIds: branchId
        ? groups.flatMap((name) => found(this.groups.get(`${branchId} ${name.toLowerCase()}`), 'groups', name))
        : [],
      roles: roles.flatMap(({ key, branches }) => {
        const [roleId] = found(this.roles.find((role) => role.key === key.toLowerCase())?.id, 'roles', key);
        const branchIds = branches?.flatMap((code) => branchOf(code, 'roles')) ?? null;
        return roleId === undefined ? [] : [{ roleId, branchIds }];
      }),
    };
    return problems.length === before ? placement : null;
  }
}
