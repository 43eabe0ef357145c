import { redaction, unmistakable } from './redaction.js';

const { of, patterns } = redaction(
  ['Ada Lovelace', 'ada@fleet.example', '+49 30 (12)', '030-12/3', 'Li', 'x', ''],
  'Nobody',
);

describe('redaction (ID-17)', () => {
  it.each([
    ['Ada Lovelace waits', 'Nobody waits'],
    ['ADA LOVELACE, <ada@Fleet.example>', 'Nobody, <Nobody>'],
    ['call +49 30 (12).', 'call Nobody.'],
    ['or 030-12/3', 'or Nobody'],
    ['Li of Linz, and x', 'Nobody of Linz, and x'],
    ['Ada Lovelaces', 'Ada Lovelaces'],
    ['Éli', 'Éli'],
  ])('puts the pseudonym for whole words only: %j', (before, after) => {
    expect(of(before)).toBe(after);
  });

  it.each(['2026-11-21T10:00:00Z', '01a2003f-bdd7-736e-a45b-d54862bee19f'])(
    'leaves ids and instants whole: %s',
    (text) => {
      expect(redaction(['2026', '10', 'bdd7'], 'Nobody').of(text)).toBe(text);
      expect(redaction(['2026'], 'Nobody').of('in 2026')).toBe('in Nobody');
    },
  );

  it('reaches every text of a value, and no key', () => {
    const at = new Date();
    const value = { Li: ['Li', { name: 'Li', count: 1, none: null, at }] };
    expect(of(value)).toEqual({ Li: ['Nobody', { name: 'Nobody', count: 1, none: null, at }] });
  });

  it('a pseudonym is put as it is, whatever `$` means to a replacement', () => {
    expect(redaction(['Li'], '$& $1').of('Li')).toBe('$& $1');
  });

  it('finds with LIKE what JSON escapes, and takes no wildcard for one', () => {
    expect(patterns).toContain('%Ada Lovelace%');
    expect(redaction(['a"b_%'], 'x').patterns).toEqual(['%a"b\\_\\%%', '%a\\\\"b\\_\\%%']);
  });

  it('without a trace nothing changes', () => {
    expect(redaction([], 'x').of('anything')).toBe('anything');
  });

  it('takes a name of one word for no person where things are named', () => {
    const traces = ['Berlin', ' Otto ', 'Ada Lovelace', 'ada@fleet.example', '030123456'];
    expect(unmistakable(traces)).toEqual(['Ada Lovelace', 'ada@fleet.example', '030123456']);
  });
});
