import { countedAddress } from './client-address.js';

describe('countedAddress', () => {
  it('security item 26: a client is one address, however it is written and however many IPv6 gives it', () => {
    expect(countedAddress('127.0.0.2')).toBe('127.0.0.2');
    expect(countedAddress('::ffff:127.0.0.2')).toBe('127.0.0.2');
    expect(countedAddress('2001:db8:0:7::1')).toBe('2001:db8:0:7::/64');
    expect(countedAddress('2001:0DB8:0000:0007:ffff:1:2:3')).toBe('2001:db8:0:7::/64');
    expect(countedAddress('2001:db8::1')).toBe('2001:db8:0:0::/64');
    expect(countedAddress('::1')).toBe('0:0:0:0::/64');
    expect(countedAddress('fe80::1%eth0')).toBe('fe80:0:0:0::/64');
  });
});
