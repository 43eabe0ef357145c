import { emailAddress } from './schemas.js';

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

  it('ID-1: is kept in lower case, without space around it', () => {
    expect(emailAddress.parse(" Ada.O'Neil+Cars@Example.TEST ")).toBe("ada.o'neil+cars@example.test");
    expect(emailAddress.parse(`${'a'.repeat(64)}@x.test`)).toHaveLength(71);
  });
});
