import fc from 'fast-check';
import { LastWayIn, PasskeyRefused } from './errors.js';
import { Passkey } from './passkey.js';

const now = new Date('2026-11-21T10:00:00Z');
const later = new Date('2026-11-21T11:00:00Z');
const owner = { id: 'a-user', email: 'somebody@fleet.example' };
const facts = { credentialId: Buffer.of(1), publicKey: Buffer.of(2), transports: [], backupEligible: true };
const made = (fields: { counter?: number; backedUp?: boolean; backupEligible?: boolean } = {}) =>
  Passkey.add(owner, { ...facts, counter: 0, backedUp: false, ...fields }, 'Laptop', now);
const use = { counter: 0, backupEligible: true, backedUp: false };
const toldBy = (passkey: Passkey) => passkey.releaseEvents().map(({ payload }) => payload);

describe('Passkey', () => {
  it('security item 61: a counter must rise, but for those that do not count and always say 0', () => {
    const uint32 = fc.integer({ min: 0, max: 0xffff_ffff });
    fc.assert(
      fc.property(uint32, uint32, (stored, counter) => {
        const passkey = made({ counter: stored });
        const accepted = counter > stored || (counter === 0 && stored === 0);
        if (accepted) passkey.use({ ...use, counter }, later);
        else expect(() => passkey.use({ ...use, counter }, later)).toThrow(PasskeyRefused);
        expect([passkey.counter, passkey.lastUsedAt]).toEqual(accepted ? [counter, later] : [stored, null]);
      }),
      {
        examples: [
          [0, 0],
          [1, 0],
          [7, 7],
          [7, 6],
          [7, 8],
          [0, 1],
        ],
      },
    );
  });

  it.each([
    [6, 3],
    [6, 0],
    [6, 6],
    [0xffff_ffff, 1],
  ])('H-7: a passkey that is backed up is taken with the counter of another device: %i, then %i', (before, then) => {
    const passkey = made({ counter: before, backedUp: true });
    passkey.use({ counter: then, backupEligible: true, backedUp: true }, later);
    expect([passkey.counter, passkey.lastUsedAt]).toEqual([before, later]);
  });

  it.each([
    [{ backupEligible: false }, false],
    [{ backupEligible: true }, false],
    [{ backupEligible: true, backedUp: true }, false],
    // An authenticator that claims a backup without ever being able to make one lies.
    [{ backupEligible: false }, true],
  ])('H-7: one that is not (%j, backed up now: %s) stays refused with a counter that went back', (fields, backedUp) => {
    const passkey = made({ counter: 6, ...fields });
    const shown = { counter: 3, backupEligible: fields.backupEligible, backedUp };
    expect(() => passkey.use(shown, later)).toThrow(PasskeyRefused);
    expect(passkey.counter).toBe(6);
  });

  it('security item 60: whether it may be copied does not change; whether it was copied does', () => {
    expect(() => made().use({ ...use, backupEligible: false }, later)).toThrow(PasskeyRefused);
    expect(() => made({ backupEligible: false }).use(use, later)).toThrow(PasskeyRefused);
    const passkey = made();
    passkey.use({ ...use, backedUp: true }, later);
    expect(passkey.backedUp).toBe(true);
  });

  it('ID-13: the last way in stays; every change tells the address that is to be mailed', () => {
    const passkey = made();
    expect(toldBy(passkey)).toEqual([{ userId: 'a-user', what: 'passkey_added', toAddress: owner.email }]);
    expect(() => passkey.remove({ hasPassword: false, passkeys: 0 }, owner.email)).toThrow(LastWayIn);
    expect(toldBy(passkey)).toEqual([]);
    for (const others of [
      { hasPassword: true, passkeys: 0 },
      { hasPassword: false, passkeys: 1 },
    ]) {
      passkey.remove(others, owner.email);
      expect(toldBy(passkey)).toEqual([{ userId: 'a-user', what: 'passkey_removed', toAddress: owner.email }]);
    }
  });
});
