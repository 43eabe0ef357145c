import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestApp, startApp } from './support/app.js';
import { eventually } from './support/eventually.js';
import { freePort } from './support/free-port.js';
import { Given, PASSWORD } from './support/given.js';
import { Wanderer } from './support/wanderer.js';

const ROOT = join(import.meta.dirname, '..');
const DOC = readFileSync(join(ROOT, 'docs/openid.md'), 'utf8');

describe('docs/openid.md: the members’ area', () => {
  let app: TestApp;
  let given: Given;
  let branchId: string;

  beforeAll(async () => {
    app = await startApp();
    given = new Given(app);
    branchId = await given.branch();
  });
  afterAll(() => app?.stop());

  const part = (pattern: RegExp) => pattern.exec(DOC)![1]!;

  /** The program as it stands there, with the environment that it asks for. */
  async function start(site: string, clientId: string, clientSecret: string) {
    const program = part(/```js\n([\s\S]*?)```/).replaceAll(/^ {3}/gm, '');
    const stand = join(ROOT, 'test/support/express-session-stand-in.mjs');
    const child = spawn(process.execPath, ['--import', stand, '--input-type=module', '--eval', program], {
      cwd: ROOT,
      env: {
        ...{ PATH: process.env.PATH!, MOTORPOOL: app.origin, SITE: site, PORT: new URL(site).port },
        ...{ CLIENT_ID: clientId, CLIENT_SECRET: clientSecret, COOKIE_SECRET: 'a secret of the site' },
      },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    await eventually('the site answers', () =>
      fetch(site, { redirect: 'manual' }).then(
        () => true,
        () => false,
      ),
    );
    return child;
  }

  it('runs as it is written: members see themselves, others are told, and the client is registered as it says', async () => {
    const site = `http://localhost:${await freePort()}`;
    const wish = part(/-d '(\{[\s\S]*?\})'/).replaceAll('https://club.example', site);
    const client = await app.admin.expect(201, 'POST', '/oidc-clients', JSON.parse(wish));
    const [member, other] = [await given.user(branchId, ['member']), await given.user(branchId, ['booker'])];
    const child = await start(site, client.clientId, client.clientSecret);
    try {
      const browser = new Wanderer();
      const there = await browser.signIn(await browser.visit(`${site}/`), member.email, PASSWORD);
      expect(there.url).toBe(`${site}/`);
      expect(JSON.parse(there.text)).toMatchObject({ sub: member.id, email: member.email, roles: ['member'] });
      const stranger = new Wanderer();
      const page = await stranger.signIn(await stranger.visit(`${site}/`), other.email, PASSWORD);
      expect([page.status, page.text]).toEqual([403, expect.stringContaining('This is not open to you')]);
      const back = await stranger.visit(`${page.url}/refusal`, {});
      expect([back.status, back.text]).toEqual([403, 'This area is for members.']);
    } finally {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
  });
});
