import { plainAddress, readableChain } from './forwarded-for.js';

describe('X-Forwarded-For', () => {
  it('S-17: an address is read without its port and brackets, and junk is none', () => {
    const read = {
      '198.51.100.61:41001': '198.51.100.61',
      ' 198.51.100.61 ': '198.51.100.61',
      '[2001:db8::1]:41001': '2001:db8::1',
      '[2001:db8::1]': '2001:db8::1',
      '2001:db8::1': '2001:db8::1',
      '"[2001:db8::1]:443"': '2001:db8::1',
      '198.51.100.61:': undefined,
      '198.51.100.999': undefined,
      unknown: undefined,
      '_hidden:80': undefined,
      '': undefined,
      ['x'.repeat(3_008)]: undefined,
    };
    for (const [written, address] of Object.entries(read)) {
      expect([written, plainAddress(written)]).toEqual([written, address]);
    }
  });

  it('S-17: a chain is read from the nearest on, as far as it can be', () => {
    expect(readableChain('10.0.0.1:1, [2001:db8::2]:2,10.0.0.3')).toBe('10.0.0.1, 2001:db8::2, 10.0.0.3');
    expect(readableChain('10.0.0.1, junk, 10.0.0.3:80')).toBe('10.0.0.3');
    expect(readableChain('10.0.0.1, junk')).toBeUndefined();
    expect(readableChain(`${'a,'.repeat(5_000)}10.0.0.3`)).toBe('10.0.0.3');
  });
});
