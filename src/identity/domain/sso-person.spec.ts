import { displayNameFrom, subjectOf } from './sso-person.js';

describe('what the provider says of somebody (ID-7)', () => {
  it.each([
    [{ name: 'Ada Lovelace', given_name: 'A' }, 'Ada Lovelace'],
    [{ given_name: 'Ada', family_name: 'Lovelace' }, 'Ada Lovelace'],
    [{ name: { first: 'Ada' }, preferred_username: 'ada' }, 'ada'],
    [{ name: ' \u0000\n ' }, 'ada.l'],
    [{}, 'ada.l'],
    [{ name: 'Ada\r\nBcc: eve@x.example' }, 'Ada Bcc: eve@x.example'],
    [{ name: '🚗'.repeat(5_000) }, '🚗'.repeat(100)],
  ])('a name comes from %j', (claims, name) => {
    expect(displayNameFrom(claims, 'ada.l@club.example')).toBe(name);
  });

  it.each([[''], ['x'.repeat(256)], [7], [null], [['a']], ['a\u0000b'], ['ä']])('%j is no subject', (claim) => {
    expect(subjectOf(claim)).toBeUndefined();
  });

  it('a subject is taken letter by letter', () => {
    expect(subjectOf('Auth0|AbC ')).toBe('Auth0|AbC ');
  });
});
