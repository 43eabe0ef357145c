import { IllegalTransition, InvalidInput } from '../../platform/domain/domain-error.js';
import { AddressNotYours, OwnAccount } from './errors.js';
import { refusalOf } from './sign-in.js';
import { User } from './user.js';
import type { Placement } from './user-details.js';
import { stateOf, type UserFacts, type UserState, userStates } from './user-state.js';

const now = new Date('2026-11-21T10:00:00Z');
const details = { email: 'ada@example.test', name: 'Ada', phone: null, reference: null };
const placement: Placement = { branchId: 'a-branch', groupIds: ['a-group'], roles: [{ roleId: 'r', branchIds: null }] };
const ADMIN = 'an-admin';

const registered = () => User.register(details, 'a-branch', 'hash', now);
const after = (user: User, ...verbs: ((user: User) => void)[]) => {
  for (const verb of verbs) verb(user);
  user.releaseEvents();
  return user;
};
const deleted = () => Object.assign(registered(), { deletedAt: now, state: 'deleted' });

/** A user of every state; `unconfirmed` in both of its ways. */
const inState: Record<string, () => User> = {
  'unconfirmed, registered': registered,
  'unconfirmed, invited': () => after(User.add(details, true, placement, ADMIN, now)),
  pending: () => after(registered(), confirm),
  verified: () => after(registered(), confirm, approve),
  rejected: () => after(registered(), confirm, reject),
  suspended: () => after(registered(), confirm, approve, suspend),
  contact: () => after(User.add(details, false, placement, ADMIN, now)),
  deleted,
};

const confirm = (user: User) => user.confirmEmail('chosen', now);
const approve = (user: User) => user.approve(placement, ADMIN, now);
const reject = (user: User) => user.reject('nobody knows you', ADMIN, now);
const suspend = (user: User) => user.suspend(ADMIN, now);
const restore = (user: User) => user.restore();
const verbs: Record<string, (user: User) => void> = {
  confirm,
  approve,
  reject,
  suspend,
  restore,
  forgetPassword: (user) => user.forgetPassword(),
  inviteAgain: (user) => user.ensureInvited(),
  amend: (user) => user.amend({ name: 'Ada Byron', groupIds: [] }, ADMIN),
  giveAccess: (user) => user.giveAccess(ADMIN, now),
  takeAccess: (user) => user.takeAccess(ADMIN),
  assignRoles: (user) => user.assignRoles([], ADMIN),
  quickVerify: (user) => user.quickVerify(ADMIN, now),
  erase: (user) => void user.erase(ADMIN, { all: [], vouched: [] }, now),
};

/** What each verb makes of each state; every pair that is not here is refused. */
const allowed: Record<string, UserState> = {
  'unconfirmed, registered: confirm': 'pending',
  'unconfirmed, registered: forgetPassword': 'unconfirmed',
  'unconfirmed, invited: confirm': 'verified',
  'unconfirmed, invited: forgetPassword': 'unconfirmed',
  'unconfirmed, invited: inviteAgain': 'unconfirmed',
  'pending: approve': 'verified',
  'pending: reject': 'rejected',
  'verified: suspend': 'suspended',
  'suspended: restore': 'verified',
  'contact: giveAccess': 'unconfirmed',
  'unconfirmed, invited: takeAccess': 'contact',
  'verified: takeAccess': 'contact',
  'unconfirmed, invited: assignRoles': 'unconfirmed',
  'verified: assignRoles': 'verified',
  'suspended: assignRoles': 'suspended',
  'contact: assignRoles': 'contact',
  'unconfirmed, registered: quickVerify': 'pending',
  'unconfirmed, invited: quickVerify': 'verified',
};
// Anyone who is not deleted can be corrected, and deleted.
for (const name of Object.keys(inState).filter((each) => each !== 'deleted')) {
  allowed[`${name}: amend`] = name.split(',')[0] as UserState;
  allowed[`${name}: erase`] = 'deleted';
}

const pairs = Object.keys(inState).flatMap((state) => Object.keys(verbs).map((verb) => [state, verb] as const));

describe('User', () => {
  it('ID-2: every state is made of the facts, and the stored one never disagrees', () => {
    for (const [name, make] of Object.entries(inState)) {
      const user = make();
      expect(user.state).toBe(name.split(',')[0]);
      expect(stateOf(user)).toBe(user.state);
    }
    expect(new Set(Object.keys(inState).map((name) => name.split(',')[0]))).toEqual(new Set(userStates));
  });

  it('ID-2: of several facts the one that keeps a person out the most is the state', () => {
    const all: UserFacts = {
      canSignIn: false,
      emailConfirmedAt: now,
      verifiedAt: now,
      rejectedAt: now,
      suspendedAt: now,
      deletedAt: now,
    };
    expect(stateOf(all)).toBe('deleted');
    expect(stateOf({ ...all, deletedAt: null })).toBe('contact');
    expect(stateOf({ ...all, deletedAt: null, canSignIn: true })).toBe('suspended');
    expect(stateOf({ ...all, deletedAt: null, canSignIn: true, suspendedAt: null })).toBe('rejected');
  });

  it.each(pairs)('ID-2 … ID-6, ID-17: %s: %s', (state, verb) => {
    const user = inState[state]!();
    const before = { ...user };
    const outcome = allowed[`${state}: ${verb}`];
    if (outcome) {
      verbs[verb]!(user);
      expect(user.state).toBe(outcome);
    } else {
      expect(() => verbs[verb]!(user)).toThrow(IllegalTransition);
      expect({ ...user }).toEqual(before);
      expect(user.releaseEvents()).toEqual([]);
    }
  });

  it('ID-3: approval sets branch, groups and roles in one act and tells who did it', () => {
    const user = inState.pending!();
    approve(user);
    expect(user).toMatchObject({ ...placement, verifiedBy: ADMIN, verifiedAt: now });
    expect(user.releaseEvents().map(({ type }) => type)).toEqual(['identity.user-approved']);
  });

  it('ID-4: an invited person is verified by confirming; a contact gets no mail', () => {
    const invited = inState['unconfirmed, invited']!();
    confirm(invited);
    expect(invited.releaseEvents().map(({ type }) => type)).toEqual(['identity.invitation-accepted']);
    const contact = User.add(details, false, placement, ADMIN, now);
    expect(contact.releaseEvents().map(({ type }) => type)).toEqual(['identity.contact-added']);
  });

  it('ID-4: whoever has no password chooses one on the way', () => {
    const invited = inState['unconfirmed, invited']!();
    expect(() => invited.confirmEmail(null, now)).toThrow(InvalidInput);
    expect(invited.state).toBe('unconfirmed');
    const user = registered();
    user.confirmEmail(null, now);
    expect(user).toMatchObject({ state: 'pending', passwordHash: 'hash' });
  });

  it('ID-3, ID-4: a passkey made on the way confirms, once, and takes the place of a password', () => {
    const [invited, user] = [inState['unconfirmed, invited']!(), registered()];
    for (const each of [invited, user]) each.confirmEmailByPasskey(now);
    expect([invited.state, user.state, user.passwordHash]).toEqual(['verified', 'pending', null]);
    expect(() => user.confirmEmailByPasskey(now)).toThrow(IllegalTransition);
  });

  it('RP-11: nobody approves, rejects or suspends themselves', () => {
    const user = inState.pending!();
    expect(() => user.approve(placement, user.id, now)).toThrow(OwnAccount);
    expect(() => user.reject('why not', user.id, now)).toThrow(OwnAccount);
    const verified = inState.verified!();
    expect(() => verified.suspend(verified.id, now)).toThrow(OwnAccount);
  });

  it('RP-11, ID-13: staff change the address of a contact alone, never their own branch or address', () => {
    const contact = inState.contact!();
    contact.amend({ email: 'new@example.test' }, ADMIN);
    expect(contact.email).toBe('new@example.test');
    // A client may act with the account of a contact.
    expect(() => contact.amend({ email: 'mine@example.test' }, contact.id)).toThrow(OwnAccount);
    expect(() => contact.amend({ branchId: 'another' }, contact.id)).toThrow(OwnAccount);
    contact.amend({ name: 'Ada Byron' }, contact.id);
    expect(contact).toMatchObject({ email: 'new@example.test', branchId: 'a-branch', name: 'Ada Byron' });
    expect(() => inState.verified!().amend({ email: 'new@example.test' }, ADMIN)).toThrow(AddressNotYours);
  });

  it('ID-11: only a verified user signs in; a contact and a deleted one are told nothing', () => {
    const codes = userStates.map((state) => [state, refusalOf(state)?.problem.code ?? 'in']);
    expect(Object.fromEntries(codes)).toEqual({
      unconfirmed: 'email_unconfirmed',
      pending: 'awaiting_approval',
      verified: 'in',
      rejected: 'registration_rejected',
      suspended: 'suspended',
      contact: 'invalid_credentials',
      deleted: 'invalid_credentials',
    });
  });
});
