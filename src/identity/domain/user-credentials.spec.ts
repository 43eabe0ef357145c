import { IllegalTransition } from '../../platform/domain/domain-error.js';
import { LinkExpired } from './errors.js';
import { User } from './user.js';
import type { Placement } from './user-details.js';

const now = new Date('2026-11-21T10:00:00Z');
const later = new Date('2026-11-21T11:00:00Z');
const details = { email: 'ada@example.test', name: 'Ada', phone: null, reference: null };
const placement: Placement = { branchId: 'a-branch', groupIds: [], roles: [] };

const registered = () => User.register(details, 'a-branch', 'hash', now);
function pending(): User {
  const user = registered();
  user.confirmEmail(null, now);
  user.releaseEvents();
  return user;
}
function verified(): User {
  const user = pending();
  user.approve(placement, 'an-admin', now);
  user.releaseEvents();
  return user;
}
function suspended(): User {
  const user = verified();
  user.suspend('an-admin', now);
  user.releaseEvents();
  return user;
}
const told = (user: User) => user.releaseEvents().map(({ type, payload }) => ({ type, payload }));

describe('what a user signs in with', () => {
  it('ID-13: a changed or reset password is told to its owner', () => {
    const user = verified();
    user.changePassword('new hash');
    user.resetPassword('newer hash');
    expect(user.passwordHash).toBe('newer hash');
    const payload = { userId: user.id, toAddress: 'ada@example.test' };
    expect(told(user)).toEqual([
      { type: 'identity.credential-changed', payload: { ...payload, what: 'password_changed' } },
      { type: 'identity.credential-changed', payload: { ...payload, what: 'password_reset' } },
    ]);
  });

  it('ID-13, ID-15: a changed address is told to the new one; the old one, which is told too, can take it back', () => {
    const user = verified();
    expect(user.changeEmail('new@example.test', later)).toBe('ada@example.test');
    expect(user).toMatchObject({ email: 'new@example.test', emailConfirmedAt: later, state: 'verified' });
    const facts = { userId: user.id, what: 'email_changed', toAddress: 'new@example.test' };
    expect(told(user).map(({ payload }) => payload)).toEqual([facts]);
    user.undoEmailChange('ada@example.test', later);
    expect([user.email, user.state]).toEqual(['ada@example.test', 'verified']);
    expect(told(user).map(({ payload }) => (payload as { toAddress: string }).toAddress)).toEqual([
      'ada@example.test',
      'new@example.test',
    ]);
  });

  it('ID-8: a reset is for who can sign in or waits for it; others are told why not, and the deleted nothing', () => {
    expect([registered(), pending(), verified(), suspended()].map((user) => user.mayResetPassword)).toEqual([
      false,
      true,
      true,
      false,
    ]);
    const user = suspended();
    user.refuseReset();
    expect(told(user)).toEqual([{ type: 'identity.password-reset-refused', payload: { userId: user.id } }]);
    const deleted = Object.assign(suspended(), { state: 'deleted' });
    deleted.refuseReset();
    expect(told(deleted)).toEqual([]);
  });

  it('ID-15: whoever lost their access since the mail changes nothing by its link', () => {
    const user = suspended();
    expect(() => user.resetPassword('new hash')).toThrow(LinkExpired);
    expect(() => user.changeEmail('new@example.test', later)).toThrow(LinkExpired);
    expect(() => user.changePassword('new hash')).toThrow(IllegalTransition);
    expect(user).toMatchObject({ email: 'ada@example.test', passwordHash: 'hash' });
    expect(told(user)).toEqual([]);
  });
});
