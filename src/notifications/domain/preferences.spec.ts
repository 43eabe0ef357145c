import { InvalidInput } from '../../platform/domain/domain-error.js';
import { optionalKinds, requiredKinds } from './kinds.js';
import { Preferences } from './preferences.js';

describe('which emails a person wants', () => {
  it('NO-7: all of them to begin with', () => {
    expect(new Set(Object.values(Preferences.of('person').wanted))).toEqual(new Set([true]));
    expect(Object.keys(Preferences.of('person').wanted)).toEqual([
      ...Object.keys(optionalKinds),
      ...Object.keys(requiredKinds),
    ]);
  });

  it('NO-7: optional ones are switched off and on again, each by itself', () => {
    const preferences = Preferences.of('person');
    preferences.choose({ seats: false, bookingReminders: false });
    expect(preferences.unwanted).toEqual(['bookingReminders', 'seats']);
    preferences.choose({ seats: true });
    expect(preferences.wanted).toMatchObject({ seats: true, bookingReminders: false });
  });

  it('NO-7: those of security and decisions stay, and with them all that was chosen at once', () => {
    const preferences = Preferences.of('person');
    for (const kind of ['security', 'decisions'] as const) {
      expect(() => preferences.choose({ seats: false, [kind]: false })).toThrow(InvalidInput);
    }
    expect(preferences.unwanted).toEqual([]);
    preferences.choose({ security: true });
    expect(preferences.wanted.security).toBe(true);
  });
});
