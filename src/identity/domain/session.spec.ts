import { lifetimeHours, Session } from './session.js';

const now = new Date('2026-11-21T10:00:00Z');

describe('Session', () => {
  it('ID-14: remembered it lasts the set days, otherwise twelve hours at most', () => {
    expect(lifetimeHours(true, 23)).toBe(23 * 24);
    expect(lifetimeHours(false, 23)).toBe(12);
  });

  it('ID-15: ends once, and tells so once', () => {
    const session = Object.assign(new Session(), { id: 'session', userId: 'person' });
    session.end(now);
    session.end(new Date(now.getTime() + 1));
    expect(session.endedAt).toEqual(now);
    expect(session.releaseEvents().map(({ type, payload }) => [type, payload])).toEqual([
      ['identity.session-ended', { userId: 'person', sessionId: 'session' }],
    ]);
  });
});
