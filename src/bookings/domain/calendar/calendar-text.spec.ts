import { component } from './calendar-text.js';

describe('the text of a calendar', () => {
  const lineOf = (text: string) =>
    component('VEVENT', [['NOTE', text]])
      .split('\r\n')
      .slice(1, -1);

  it('escapes what means something to a reader, and leaves out what no text may hold', () => {
    expect(lineOf('a;b,c\\d\r\ne\nf\rg\u0000\u0007h\ti')).toEqual(['NOTE:a\\;b\\,c\\\\d\\ne\\nf\\ngh\ti']);
  });

  it('writes instants in UTC, whole seconds, and numbers', () => {
    expect(
      component('X', [
        ['AT', new Date('2030-01-02T03:04:05.678Z')],
        ['N', 3],
      ]),
    ).toBe('BEGIN:X\r\nAT:20300102T030405Z\r\nN:3\r\nEND:X');
  });

  it.each([
    'a'.repeat(400),
    'ü'.repeat(200),
    '🚗'.repeat(100),
    `${'a'.repeat(69)}ü${'b'.repeat(74)}`,
    'a'.repeat(70),
    'a'.repeat(71),
  ])('folds at 75 octets and within no character: %s', (text) => {
    const lines = lineOf(text);
    for (const line of lines) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(lines.map((line, index) => (index > 0 ? line.slice(1) : line)).join('')).toBe(`NOTE:${text}`);
    expect(lines.slice(1).every((line) => line.startsWith(' '))).toBe(true);
    expect(lines.length).toBeLessThanOrEqual(Math.ceil(Buffer.byteLength(`NOTE:${text}`) / 71));
  });
});
