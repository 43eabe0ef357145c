import { isAmong } from './client-limits.js';

describe('whom a client is for', () => {
  const isFor = (roleKeys: string[], groupIds: string[]) =>
    isAmong({ roleKeys, groupIds }, ['member', undefined], ['pilots']);

  it('OP-2: everybody where it names neither roles nor groups', () => {
    expect(isFor([], [])).toBe(true);
  });

  it('OP-2: whoever has one of the roles or is in one of the groups, and nobody else', () => {
    expect([isFor(['member'], []), isFor([], ['pilots']), isFor(['student'], ['pilots'])]).toEqual([true, true, true]);
    expect([isFor(['student'], []), isFor([], ['gliders']), isFor(['student'], ['gliders'])]).toEqual([
      ...[false, false, false],
    ]);
  });
});
