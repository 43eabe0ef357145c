import { Session } from './session.js';

const now = new Date('2026-11-21T10:00:00Z');
const facts = { userId: 'a-user', tokenHash: Buffer.alloc(32), address: null, device: null };
const hoursOf = ({ expiresAt }: Session) => (expiresAt.getTime() - now.getTime()) / 3_600_000;

describe('Session', () => {
  it('ID-14: remembered it lasts the set days, otherwise twelve hours at most', () => {
    expect(hoursOf(Session.start({ ...facts, remembered: true }, 23, now))).toBe(23 * 24);
    expect(hoursOf(Session.start({ ...facts, remembered: false }, 23, now))).toBe(12);
  });

  it('ID-15: ends once', () => {
    const session = Session.start({ ...facts, remembered: false }, 23, now);
    session.end(now);
    session.end(new Date(now.getTime() + 1));
    expect(session.endedAt).toEqual(now);
  });
});
