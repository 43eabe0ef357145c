import { type BuiltInRole, builtInRoleKeys, builtInRoles, roleSets } from '../../src/access/domain/built-in-roles.js';
import { catalogue, type PermissionKey, permissionsByArea } from '../../src/access/domain/permissions.js';
import { isDefault, isPossible } from '../../src/access/domain/role-view.js';

const SETS = { fleet: 'A fleet', flight_school: 'A flight school' };
const REACHES = { home: 'home branch', every: 'every branch', listed: 'branches listed with it' };
const roles: [key: string, role: BuiltInRole][] = builtInRoleKeys.map((key) => [key, builtInRoles[key]]);

/** docs/permissions.md, as the catalogue says it. */
export function permissionsDoc(): string {
  return [
    '# Permissions',
    'Generated from `src/access/domain` by `npm run docs`. A test checks that it is up to date.',
    'What a person may do is the sum of their roles. Each role gives its permissions in the branches that it reaches (RP-2). An ' +
      'organisation can change the permissions of roles, except of Organisation Admin and Owner, and create custom roles ' +
      '(RP-9). The columns show the defaults: ● granted, ○ can be granted, blank: not applicable.',
    ...roleSets.map((set) => rolesOf(set)),
    '## Defaults',
    ...permissionsByArea.flatMap(({ area, keys }) => [
      `### ${area[0]!.toUpperCase()}${area.slice(1)}`,
      descriptions(keys),
      ...roleSets.map((set) => `#### ${SETS[set]}\n\n${grants(keys, set)}`),
    ]),
  ].join('\n\n');
}

function rolesOf(set: keyof typeof SETS): string {
  const rows = roles
    .filter(([, role]) => role.set === set)
    .map(([key, { name, reach, needs, description }]) => {
      return [`${name} (\`${key}\`)`, REACHES[reach], needs ? `\`${needs}\`` : '', description];
    });
  return `## ${SETS[set]}\n\n${table(['role', 'reach', 'needs', 'for'], rows)}`;
}

function descriptions(keys: readonly PermissionKey[]): string {
  return table(
    ['permission', 'what it allows', 'reach', 'custom roles'],
    keys.map((key) => {
      const { description, only, rows } = catalogue[key];
      const reach = rows === 'organisation' ? 'the organisation' : 'own' in rows ? 'own' : 'branches';
      return [`\`${key}\``, description, reach, only === 'administrators' ? '' : '○'];
    }),
  );
}

function grants(keys: readonly PermissionKey[], set: keyof typeof SETS): string {
  const columns = roles.filter(([, role]) => role.set === set);
  const mark = (permission: PermissionKey, key: string, { reach }: BuiltInRole) => {
    const role = { key, reach, builtIn: true };
    if (isDefault(permission, role)) return '●';
    return isPossible(permission, role) ? '○' : '';
  };
  const rows = keys.map((permission) => [
    `\`${permission}\``,
    ...columns.map(([key, role]) => mark(permission, key, role)),
  ]);
  return table(['', ...columns.map(([, { name }]) => name)], rows);
}

const table = (head: string[], rows: string[][]) =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
