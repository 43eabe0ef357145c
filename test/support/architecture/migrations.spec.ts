import { CodeBase } from './code-base.js';
import { badMigrations, editedMigrations } from './migrations.js';

describe('the checks of migrations', () => {
  it('names and ways', () => {
    const both = 'class M { async up() { await q(); } async down() { await q(); } }';
    const fleet = { 'src/fleet/index.ts': '' };
    const code = CodeBase.of({
      ...fleet,
      'migrations/1795219200000-platform-create-tables.ts': both,
      'migrations/1795219200001-fleet-add-odometer-reading.ts': both,
    });
    expect(badMigrations(code)).toEqual([]);
    const broken = CodeBase.of({
      ...fleet,
      'migrations/1795219200000-fleet-create-tables.ts': 'class M { async up() { await q(); } async down() {} }',
      'migrations/1795219200000-fleet-drop-tables.ts': both,
      'migrations/1795219200002-cars-create-tables.ts': both,
      'migrations/20261121-fleet-create-tables.ts': both,
      'migrations/1795219200003-fleet-tables.ts': both,
    });
    expect(badMigrations(broken)).toEqual([
      'migrations/1795219200000-fleet-create-tables.ts: down is missing or empty',
      'migrations/1795219200000-fleet-drop-tables.ts: another migration has the same time',
      'migrations/1795219200002-cars-create-tables.ts: not named <13-digit ms>-<context>-<verb-noun>.ts',
      'migrations/1795219200003-fleet-tables.ts: not named <13-digit ms>-<context>-<verb-noun>.ts',
      'migrations/20261121-fleet-create-tables.ts: not named <13-digit ms>-<context>-<verb-noun>.ts',
    ]);
  });

  it('edits', () => {
    const hash = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
    const recorded = { '1.ts': hash, '2.ts': hash };
    expect(editedMigrations(CodeBase.of({ 'migrations/1.ts': 'abc', 'migrations/2.ts': 'abc' }), recorded)).toEqual([]);
    expect(editedMigrations(CodeBase.of({ 'migrations/1.ts': 'abd', 'migrations/3.ts': 'abc' }), recorded)).toEqual([
      '1.ts was edited, but databases have it already: restore it, and add a new migration for the change',
      `3.ts is new: when it is finished, record it as '${hash}'`,
      '2.ts is gone, but databases have it: restore it, and add a new migration for the change',
    ]);
  });
});
