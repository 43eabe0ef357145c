import { isVisible, nameKey, phoneDigits, plateKey, searchKey } from './names.js';

describe('names', () => {
  it.each([
    ['Café', 'Cafe\u0301'],
    ['Straße', 'STRASSE'],
    ['Pool  cars', ' pool cars '],
    ['Pool\u00A0cars', 'Pool cars'],
    ['Ｐｏｏｌ', 'pool'],
    ['Po\u00ADol\u200B', 'Pool'],
    ['ΟΔΟΣ', 'οδος'],
    ['ﬁre', 'FIRE'],
    ['Å', '\u212B'],
    ['Pool\u3000cars', 'Pool cars'],
  ])('B-15: %j and %j are one name', (one, other) => {
    expect(nameKey(one)).toBe(nameKey(other));
  });

  it.each([
    ['Cafe', 'Café'],
    ['Pool cars', 'Poolcars'],
    ['A-1', 'A 1'],
    ['1', '2'],
  ])('B-15: %j and %j are two names', (one, other) => {
    expect(nameKey(one)).not.toBe(nameKey(other));
  });

  it.each(['AB-12', 'AB 12', 'ab12', 'AB\u2011 12', 'A\u00A0B–12', 'ＡＢ−１２'])(
    'B-15: %j is the plate AB12',
    (plate) => {
      expect(plateKey(plate)).toBe('ab12');
    },
  );

  it.each([
    '\u200B',
    ' \u200D\uFEFF ',
    '\u00AD',
    '\u3164',
    '\u2800',
    '\u0301',
    '\u{E0041}',
    '\u202E\u2069',
    '\u115F\u1160',
  ])('B-15: %j shows nothing', (text) => {
    expect(isVisible(text)).toBe(false);
  });

  it.each(['a', '1', '-', '€', '🚗', '\u200Bא', '👨‍👩‍👧', 'é', '…'])('B-15: %j shows something', (text) => {
    expect(isVisible(text)).toBe(true);
  });

  it.each([
    ['O’Neil', 'o’neil', "O'NEIL", 'Oʼneil', 'O`Neil', 'oneil'],
    ['José Müller-Lüdenscheidt', 'jose muller ludenscheidt', 'JOSE\u0301 MU\u0308LLER–LU\u0308DENSCHEIDT'],
    ['Łukasz Øverås', 'lukasz overas'],
    ['Æsir Þór', 'aesir thor'],
    ['Groß', 'GROSS'],
    ['nora.new@fleet.example', 'nora new fleet example'],
    ['İpek', 'ipek', 'IPEK'],
  ])('B-15: a search takes %j for %j', (one, ...others) => {
    expect(others.map(searchKey)).toEqual(others.map(() => searchKey(one)));
  });

  it.each([
    ['+49 (0)30 12345-67', '49301234567'],
    ['0049 30/1234567', '49301234567'],
    ['030 1234567', '301234567'],
    ['+1 (415) 555-0100', '14155550100'],
    ['Nora', null],
    ['K-1', null],
    ['-', null],
  ])('B-15: the digits of %j', (text, digits) => {
    expect(phoneDigits(text)).toBe(digits);
  });
});
