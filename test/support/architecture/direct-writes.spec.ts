import { CodeBase } from './code-base.js';
import { directWritesElsewhere, poolUsersElsewhere } from './direct-writes.js';

describe('the check of writes outside the unit of work', () => {
  const code = CodeBase.of({
    'src/platform/database/direct-writes.ts': 'export class DirectWrites {}',
    'src/platform/limits/limits.ts': "import { DirectWrites } from '../database/direct-writes.js';",
    'src/fleet/use-cases/a.ts': 'class A { constructor(private readonly writes: DirectWrites) {} }',
    'src/fleet/use-cases/b.ts': '// DirectWrites is not for this one',
  });

  it('finds a file that nobody has listed', () => {
    const listed = { 'src/platform/limits/limits.ts': 'counts' };
    expect(directWritesElsewhere(code, listed)).toEqual(['src/fleet/use-cases/a.ts: writes outside the unit of work']);
  });

  it('finds a line of the list that nothing needs', () => {
    const both = { 'src/platform/limits/limits.ts': 'counts', 'src/fleet/use-cases/a.ts': 'too' };
    expect(directWritesElsewhere(code, both)).toEqual([]);
    expect(directWritesElsewhere(code, { ...both, 'src/fleet/use-cases/b.ts': 'long ago' })).toEqual([
      'src/fleet/use-cases/b.ts: is listed, and does not',
    ]);
  });
});

describe('the check of who takes connections of the pool', () => {
  const code = CodeBase.of({
    'src/platform/database/ambient.ts': 'export const poolOf = (source: DataSource) => source.driver.master;',
    'src/platform/health/pool-metrics.ts': 'const pool = poolOf(dataSource);',
    'src/platform/limits/a.ts': 'await poolOf(this.dataSource).query("DELETE FROM platform.limits");',
  });

  it('finds a file that nobody has listed, and a line of the list that nothing needs', () => {
    const listed = { 'src/platform/health/pool-metrics.ts': 'counts', 'src/platform/limits/b.ts': 'long ago' };
    expect(poolUsersElsewhere(code, listed)).toEqual([
      'src/platform/limits/a.ts: takes connections of the pool',
      'src/platform/limits/b.ts: is listed, and does not',
    ]);
  });
});
