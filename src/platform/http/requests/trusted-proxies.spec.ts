import { loadConfig } from '../../config/config.js';
import { trustIn } from './trusted-proxies.js';

const given = { DATABASE_URL: 'postgres://db/x', SMTP_URL: 'smtp://mail', SECRET_KEY: 'k'.repeat(32) };
const trust = (TRUSTED_PROXIES: string) => trustIn(loadConfig(given, { TRUSTED_PROXIES }));

describe('whom TRUSTED_PROXIES means', () => {
  it('nobody where it says nothing', () => {
    for (const address of ['127.0.0.1', '::1', '10.0.0.1', undefined]) expect(trust('')(address)).toBe(false);
  });

  it('addresses, networks and words, also where IPv4 comes mapped into IPv6', () => {
    const isTrusted = trust('192.0.2.1, 10.1.0.0/16, 2001:db8::/32, loopback');
    for (const address of ['192.0.2.1', '10.1.255.1', '::ffff:10.1.0.9', '2001:db8::7', '127.0.0.5', '::1']) {
      expect([address, isTrusted(address)]).toEqual([address, true]);
    }
    for (const address of ['192.0.2.2', '10.2.0.1', '::ffff:10.2.0.9', '2001:db9::7']) {
      expect([address, isTrusted(address)]).toEqual([address, false]);
    }
  });
});
