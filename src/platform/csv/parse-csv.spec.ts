import { InvalidInput } from '../domain/domain-error.js';
import { parseCsv } from './parse-csv.js';

const fieldsOf = (text: string) => parseCsv(text).map(({ fields }) => fields);

describe('parseCsv (RFC 4180)', () => {
  it.each([
    ['nothing', '', []],
    ['one field', 'a', [['a']]],
    [
      'lines by CRLF and LF, the last with or without an end',
      'a,b\r\nc,d\ne,f\n',
      [
        ['a', 'b'],
        ['c', 'd'],
        ['e', 'f'],
      ],
    ],
    [
      'empty fields, also the last',
      ',a,\n,,',
      [
        ['', 'a', ''],
        ['', '', ''],
      ],
    ],
    ['empty lines are none', 'a\n\n\r\nb\n\n', [['a'], ['b']]],
    ['a quoted comma, quote and line break', '"a,""b""\r\nc",d', [['a,"b"\r\nc', 'd']]],
    ['an empty quoted field', '"",a', [['', 'a']]],
    ['spaces belong to the field', ' a , b ', [[' a ', ' b ']]],
    [
      'H-5: semicolons',
      'a;b\n1,5;"c;d"',
      [
        ['a', 'b'],
        ['1,5', 'c;d'],
      ],
    ],
    [
      'H-5: tabs',
      'a\tb\n1,5\t"c\td"',
      [
        ['a', 'b'],
        ['1,5', 'c\td'],
      ],
    ],
    [
      'H-5: bars',
      'a|b\nc|d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'H-5: quoted delimiters of the other kind',
      '"a;b;c",d\n1,2',
      [
        ['a;b;c', 'd'],
        ['1', '2'],
      ],
    ],
    [
      'H-5: a delimiter that the file names',
      'sep=;\na;b,c,d\n1;2',
      [
        ['a', 'b,c,d'],
        ['1', '2'],
      ],
    ],
    ['H-5: any that it names', 'SEP=^\r\na^b', [['a', 'b']]],
    [
      'H-5: lines by CR alone',
      'a,b\rc,"d\re"\r',
      [
        ['a', 'b'],
        ['c', 'd\re'],
      ],
    ],
    ['a field that ends in a comma at the end of the file', 'a,', [['a', '']]],
  ])('%s', (_, text, rows) => {
    expect(fieldsOf(text)).toEqual(rows);
  });

  it('H-5: tells the line, too, where lines end in CR and where the file names its delimiter', () => {
    expect(parseCsv('a\r"b\rb"\r\rc').map(({ line }) => line)).toEqual([1, 2, 5]);
    expect(parseCsv('sep=;\na;b\nc;d').map(({ line }) => line)).toEqual([2, 3]);
  });

  it('tells the line that a row begins in, whatever it runs over', () => {
    expect(parseCsv('a\n"b\nb"\n\nc').map(({ line }) => line)).toEqual([1, 2, 5]);
  });

  it.each(['"a', 'a"b', '"a"b', 'a\n"'])('refuses a quote that is out of place: %j', (text) => {
    expect(() => parseCsv(text)).toThrow(InvalidInput);
  });
});
