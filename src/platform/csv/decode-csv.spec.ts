import { decodeCsv } from './decode-csv.js';

const TEXT = 'email,name\r\njuergen@fleet.example,Jürgen Großmann\r\n';
const utf16be = (text: string) => Buffer.from(text, 'utf16le').swap16();

describe('decodeCsv', () => {
  it.each([
    ['UTF-8', Buffer.from(TEXT)],
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${TEXT}`)],
    ['Latin-1', Buffer.from(TEXT, 'latin1')],
    ['UTF-16, little end first, with a mark', Buffer.from(`\uFEFF${TEXT}`, 'utf16le')],
    ['UTF-16, little end first', Buffer.from(TEXT, 'utf16le')],
    ['UTF-16, big end first, with a mark', utf16be(`\uFEFF${TEXT}`)],
    ['UTF-16, big end first', utf16be(TEXT)],
  ])('H-5: reads %s', (_, bytes) => {
    expect(decodeCsv(bytes)).toBe(TEXT);
  });

  it('H-5: reads what Windows has beyond Latin-1', () => {
    expect(decodeCsv(Buffer.of(0x80, 0x20, 0x8a, 0x92))).toBe('€ Š’');
  });

  it('H-5: goes by the encoding that is named, where no mark says otherwise', () => {
    expect(decodeCsv(Buffer.of(0xd0, 0xcf), 'iso-8859-5')).toBe('аЯ');
    expect(decodeCsv(Buffer.from(`\uFEFF${TEXT}`, 'utf16le'), 'utf-8')).toBe(TEXT);
    expect(() => decodeCsv(Buffer.of(0xfc), 'utf-8')).toThrow(/not valid/);
    expect(() => decodeCsv(Buffer.of(0x61), 'no-such-thing')).toThrow('no-such-thing');
  });

  it('an empty file is empty text', () => {
    expect(decodeCsv(Buffer.alloc(0))).toBe('');
  });
});
