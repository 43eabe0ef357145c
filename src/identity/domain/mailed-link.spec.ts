import { LinkExpired } from './errors.js';
import { MailedLink } from './mailed-link.js';

const HOUR = 3_600_000;
const now = new Date('2026-11-21T10:00:00Z');
const later = (hours: number) => new Date(now.getTime() + hours * HOUR);
const token = { hash: Buffer.alloc(32, 7), sealed: 'sealed' };
const verification = () => MailedLink.verification('a-user', token, later(24), now);

describe('MailedLink', () => {
  it('ID-9: works until it lapses, and at that instant no more', () => {
    const link = verification();
    expect(() => link.ensureUsable(new Date(later(24).getTime() - 1))).not.toThrow();
    expect(() => link.use(later(24))).toThrow(LinkExpired);
    link.use(later(23));
    expect(link.usedAt).toEqual(later(23));
  });

  it('ID-9: works once', () => {
    const link = verification();
    link.use(later(1));
    expect(() => link.use(later(2))).toThrow(LinkExpired);
    expect(link.usedAt).toEqual(later(1));
  });

  it('ID-9: no longer works when a newer one has taken its place', () => {
    const link = verification();
    link.void(later(1));
    expect(() => link.use(later(2))).toThrow(LinkExpired);
    const used = verification();
    used.use(later(1));
    used.void(later(2));
    expect(used.voidedAt).toBeNull();
  });

  it('ID-13: a change of address is mailed to the new one, and remembers which session asked', () => {
    const wanted = { newEmail: 'new@example.test', sessionId: 'a-session' };
    const link = MailedLink.emailChange('a-user', token, later(24), wanted, now);
    expect(link).toMatchObject({ kind: 'email_change', ...wanted });
    expect(link.releaseEvents()[0]!.payload).toMatchObject({ toAddress: 'new@example.test', sealedToken: 'sealed' });
    expect(MailedLink.reset('a-user', token, later(1), now)).toMatchObject({ newEmail: null, sessionId: null });
  });

  it('ID-9: its secret is in what is stored as a hash only, and travels sealed', () => {
    const link = MailedLink.invitation('a-user', token, later(168), 'an-admin', now);
    expect(MailedLink.secretFields).toContain('tokenHash');
    expect(link.tokenHash).toBe(token.hash);
    const [told] = link.releaseEvents();
    const expected = {
      userId: 'a-user',
      sealedToken: 'sealed',
      invitedBy: 'an-admin',
      expiresAt: later(168).toISOString(),
    };
    expect(told).toMatchObject({ type: 'identity.user-invited', payload: expected });
  });
});
