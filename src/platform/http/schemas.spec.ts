import { emailAddress, instant } from './schemas.js';

describe('emailAddress', () => {
  it('security item 28: takes one address and nothing that ends in a header or in a second recipient', () => {
    const refused = [
      'a@x.test\r\nBcc: b@y.test',
      'a@x.test, b@y.test',
      'a@x.test;b@y.test',
      '"x\\"@y.test',
      '"a b"@x.test',
      '<a@x.test>',
      'a@x.test\u0000',
      'a\u0000@x.test',
      'a@x@y.test',
      'a@[127.0.0.1]',
      `${'a'.repeat(65)}@x.test`,
      `${'a'.repeat(320)}@x.test`,
      `a@${'b'.repeat(60)}.${'b'.repeat(60)}.${'b'.repeat(60)}.${'b'.repeat(60)}.${'b'.repeat(20)}.test`,
    ];
    for (const given of refused) expect([given, emailAddress.safeParse(given).success]).toEqual([given, false]);
  });

  it.each([
    ['user@example.xn--p1ai', 'user@example.xn--p1ai'],
    ['Nora@Bücher.example', 'nora@xn--bcher-kva.example'],
    ['nora@bu\u0308cher.example', 'nora@xn--bcher-kva.example'],
    ['user@пример.рф', 'user@xn--e1afmkfd.xn--p1ai'],
    ['user@例え。テスト', 'user@xn--r8jz45g.xn--zckzah'],
    ['user@ＥＸＡＭＰＬＥ.com', 'user@example.com'],
    ['user@straße.example', 'user@xn--strae-oqa.example'],
  ])('H-4: %s is taken, as %s', (given, kept) => {
    expect(emailAddress.parse(given)).toBe(kept);
    expect(emailAddress.parse(kept)).toBe(kept);
  });

  it.each([
    'user@xn--.example',
    'user@-example.com',
    'user@example-.com',
    'user@example',
    'user@example.123',
    'user@1.2.3.4',
    'user@0x7f.1',
    'user@exa%6dple.com',
    'user@example.com/x',
    'user@example.com:25',
    'user@exa mple.com',
    'user@.example.com',
    'user@example..com',
    'user@example.com.',
    '.user@example.com',
    'us..er@example.com',
    `user@${'ü'.repeat(60)}.example`,
  ])('H-4: %s stays refused', (given) => {
    expect(emailAddress.safeParse(given).success).toBe(false);
  });

  it('H-4: letters beyond ASCII before the @ are refused with a reason', () => {
    expect(emailAddress.safeParse('zoë@example.org').error!.issues[0]!.message).toMatch(/before the @/);
  });

  it('ID-1: is kept in lower case, without space around it', () => {
    expect(emailAddress.parse(" Ada.O'Neil+Cars@Example.TEST ")).toBe("ada.o'neil+cars@example.test");
    expect(emailAddress.parse(`${'a'.repeat(64)}@x.test`)).toHaveLength(71);
  });
});

describe('instant', () => {
  it.each([
    ['2027-03-01T08:00Z', '2027-03-01T08:00:00.000Z'],
    ['2027-03-01T08:00+01:00', '2027-03-01T07:00:00.000Z'],
    ['2027-03-01T08:00:30-02:30', '2027-03-01T10:30:30.000Z'],
    ['2027-03-01T08:00:30.25Z', '2027-03-01T08:00:30.250Z'],
  ])('H-6: %s is taken', (given, meant) => {
    expect(instant.parse(given).toISOString()).toBe(meant);
  });

  it.each(['2027-03-01T08:00:00 01:00', '2027-03-01T08:00 01:00', '2027-03-01T08:00:00 0100'])(
    'H-6: %s says how a plus is written in an address',
    (given) => {
      expect(instant.safeParse(given).error!.issues[0]!.message).toMatch(/%2B/);
    },
  );

  it.each([
    '2027-03-01T08:00',
    '2027-03-01',
    '2027-02-30T08:00Z',
    '2027-03-01T24:00Z',
    '2027-03-01 08:00Z',
    '08:00Z',
    '',
  ])('H-6: %s stays refused, with an example', (given) => {
    expect(instant.safeParse(given).error!.issues[0]!.message).toMatch(/such as 2027/);
  });
});
