import { oneLine, plain } from './wording.js';

describe('the text of people', () => {
  it('has line breaks of one kind and nothing invisible', () => {
    expect(plain('a\r\nb\rc\u2028d\0\u0007\u001b[31m\ud800')).toBe('a\nb\nc\nd[31m\ufffd');
  });

  it('keeps Hebrew and Arabic, and loses marks that would turn the rest around', () => {
    expect(plain('שלום ‮evil‬ مرحبا')).toBe('שלום evil مرحبا');
  });

  it('is one line in a header, whatever it holds', () => {
    expect(oneLine('Van\r\nBcc: c@evil.example\u2029 7')).toBe('Van Bcc: c@evil.example 7');
  });

  it('is cut between letters, not within one', () => {
    expect(oneLine('🚗'.repeat(300))).toBe(`${'🚗'.repeat(179)}…`);
  });
});
