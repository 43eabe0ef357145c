import { InvalidInput } from '../../platform/domain/domain-error.js';
import { ensureAcceptablePassword, normalised } from './password-rules.js';

const refusal = (password: string, shortest = 15): string | undefined => {
  try {
    ensureAcceptablePassword(password, shortest);
    return undefined;
  } catch (error) {
    return ((error as InvalidInput).members.errors as { code: string }[])[0]!.code;
  }
};

describe('passwords', () => {
  it('ID-10: length is counted in code points, by the setting', () => {
    expect(refusal('a'.repeat(14))).toBe('too_short');
    expect(refusal('a'.repeat(15))).toBeUndefined();
    expect(refusal('🚗'.repeat(14))).toBe('too_short');
    expect(refusal('🚗'.repeat(15))).toBeUndefined();
    expect(refusal('eight ch', 8)).toBeUndefined();
    // Fifteen letters with combining accents are fifteen, not thirty.
    expect(refusal('e\u0301'.repeat(14))).toBe('too_short');
  });

  it('ID-10: 128 are accepted in any script, and no more', () => {
    expect(refusal('é漢🚗я'.repeat(32))).toBeUndefined();
    expect(refusal('e\u0301'.repeat(128))).toBeUndefined();
    expect(refusal('a'.repeat(129))).toBe('too_long');
  });

  it('ID-10: what is one character as typed and more in its Unicode form counts as one', () => {
    expect([...normalised('\ufb00')]).toHaveLength(2);
    expect(refusal('\ufb00'.repeat(128))).toBeUndefined();
    expect(refusal('\ufb00'.repeat(14))).toBe('too_short');
  });

  it('ID-10: any character goes, with no rules of composition', () => {
    expect(refusal('correct horse battery staple')).toBeUndefined();
    expect(refusal(' '.repeat(15))).toBeUndefined();
    expect(refusal('\u0000\n\t'.repeat(5))).toBeUndefined();
    expect(refusal('\ud83d'.repeat(15))).toBe('invalid');
  });

  it('ID-10: Unicode is normalised once, and nothing else is changed', () => {
    expect(normalised('e\u0301')).toBe(normalised('é'));
    expect(normalised(' Aa ')).toBe(' Aa ');
  });
});
