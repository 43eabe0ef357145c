import { createServer } from 'node:http';
import { once } from 'node:events';
import { loadConfig } from '../../platform/config/config.js';
import { isPublic, NotPublic, publicLookup } from './addresses.js';
import { HookClient } from './hook-client.js';

const resolving = (...addresses: string[]) => {
  const found = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
  return publicLookup(() => Promise.resolve(found));
};
const looked = (lookup: ReturnType<typeof publicLookup>) =>
  new Promise((resolve, reject) => {
    lookup('name.example', { all: true }, (error, found) => (error ? reject(error) : resolve(found)));
  });

describe('NO-9: where a webhook may lead', () => {
  it.each(['93.184.215.14', '8.8.8.8', '2606:2800:220:1::1'])('%s is public', (address) => {
    expect(isPublic(address)).toBe(true);
  });

  it.each(
    ['127.0.0.1', '127.8.9.1', '10.1.2.3', '172.16.0.1', '172.31.255.255', '192.168.1.1', '169.254.169.254'].concat(
      [
        '0.0.0.0',
        '100.64.0.1',
        '224.0.0.1',
        '255.255.255.255',
        '::',
        '::1',
        'fe80::1',
        'fc00::1',
        'fd12::1',
        'ff02::1',
      ],
      ['::ffff:127.0.0.1', '::ffff:7f00:1', '64:ff9b::7f00:1', '2002:7f00:1::', '2001::1', '2001:db8::1', 'x', ''],
    ),
  )('%s is not', (address) => {
    expect(isPublic(address)).toBe(false);
  });

  it('a name leads to the addresses that were looked at, and to no others', async () => {
    await expect(looked(resolving('8.8.8.8'))).resolves.toEqual([{ address: '8.8.8.8', family: 4 }]);
    await expect(looked(resolving('8.8.8.8', '127.0.0.1'))).rejects.toThrow(NotPublic);
    await expect(looked(resolving())).rejects.toThrow(NotPublic);
  });

  it.each(['127.0.0.1', '[::ffff:127.0.0.1]', '0x7f.1', '2130706433', 'localhost'])(
    'no call reaches %s, however it is written',
    async (host) => {
      let reached = 0;
      const server = createServer((_, response) => {
        reached += 1;
        response.end();
      });
      await once(server.listen(0), 'listening');
      const { port } = server.address() as { port: number };
      const settings = { DATABASE_URL: 'postgres://x', SMTP_URL: 'smtp://x', SECRET_KEY: 'x'.repeat(32) };
      const call = (targets: string) =>
        new HookClient(loadConfig({ ...settings, WEBHOOK_TARGETS: targets }, {})).call({
          url: `http://${host}:${port}/`,
          eventId: 'e',
          body: '{}',
          secret: 'whsec_AAAA',
        });
      expect(await call('public')).toMatchObject({
        status: null,
        error: expect.stringMatching(/not a public address/),
      });
      expect(reached).toBe(0);
      expect(await call('any')).toMatchObject({ status: 200, error: null });
      server.close();
    },
  );
});
