import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import express from 'express';
import { type TestApp, startApp } from './support/app.js';
import { Apache, describeWithApache } from './support/apache.js';
import { describeInBrowser, launchChromium } from './support/browser.js';
import { freePort } from './support/free-port.js';
import { Given, type GivenUser, PASSWORD } from './support/given.js';
import { givenClient } from './support/openid.js';
import { SCOPE, serve, WEBSITES } from './support/relying-parties.js';
import { Wanderer } from './support/wanderer.js';

describe('real relying parties (OP-1, OP-3)', () => {
  let app: TestApp;
  let user: GivenUser;

  beforeAll(async () => {
    app = await startApp();
    const given = new Given(app);
    user = await given.user(await given.branch(), ['booker'], { name: 'Hana Harper' });
  });
  afterAll(() => app?.stop());

  const person = () => ({
    sub: user.id,
    name: 'Hana Harper',
    email: user.email,
    email_verified: true,
    roles: ['booker'],
  });
  const website = async () => `http://127.0.0.1:${await freePort()}`;
  const clientOf = (home: string, fields: object = {}) =>
    givenClient(app, {
      firstParty: true,
      redirectUris: [`${home}/callback`],
      postLogoutRedirectUris: [`${home}/`],
      ...fields,
    });

  it.each(Object.entries(WEBSITES))(
    '%s signs in, reads name, e-mail and roles, and signs out',
    async (_, { open, client }) => {
      const home = await website();
      const { clientId, clientSecret } = await clientOf(home, client);
      const { close } = await open({ issuer: `${app.origin}/oidc`, clientId, clientSecret: clientSecret!, home });
      try {
        const browser = new Wanderer();
        expect((await browser.visit(`${home}/`)).text).toBe('null');
        const there = await browser.signIn(await browser.visit(`${home}/sign-in`), user.email, PASSWORD);
        expect(there.url).toBe(`${home}/`);
        expect(JSON.parse(there.text)).toMatchObject(person());
        const left = await browser.signOut(await browser.visit(`${home}/sign-out`));
        expect([new URL(left.url).origin, left.text]).toEqual([home, 'null']);
        expect(new URL((await browser.visit(`${app.origin}/account/security`)).url).pathname).toBe('/sign-in');
      } finally {
        close();
      }
    },
  );

  describeInBrowser()('in Chromium', () => {
    it('oidc-client-ts signs in, reads name, e-mail and roles, and signs out', async () => {
      const home = await website();
      const { clientId } = await clientOf(home, { type: 'public' });
      const library = readFileSync(
        join(import.meta.dirname, '..', 'node_modules/oidc-client-ts/dist/browser/oidc-client-ts.min.js'),
        'utf8',
      );
      const settings = {
        ...{ authority: `${app.origin}/oidc`, client_id: clientId, redirect_uri: `${home}/callback`, scope: SCOPE },
        ...{ post_logout_redirect_uri: `${home}/`, loadUserInfo: true },
      };
      const script = `
        const users = new oidc.UserManager(${JSON.stringify(settings)});
        if (location.pathname === '/sign-in') users.signinRedirect();
        if (location.pathname === '/sign-out') users.signoutRedirect();
        if (location.pathname === '/callback') users.signinCallback().then((user) => show(user.profile), show);
        if (location.pathname === '/') users.getUser().then(show);
        function show(what) { document.body.textContent = what instanceof Error ? what.stack : JSON.stringify(what); }`;
      const { close } = await serve(
        express()
          .get('/library.js', (_, response) => void response.type('js').send(library))
          .get('/{*any}', (_, response) => {
            response.type('html').send(`<body><script src="/library.js"></script><script>${script}</script></body>`);
          }),
        home,
      );
      const browser = await launchChromium();
      try {
        const page = await browser.newPage();
        await page.goto(`${home}/sign-in`);
        await page.getByLabel('Email address').fill(user.email);
        await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
        await page.getByRole('button', { name: 'Sign in', exact: true }).click();
        await page.getByText('"sub"').waitFor();
        expect(JSON.parse((await page.textContent('body'))!)).toMatchObject(person());
        await page.goto(`${home}/sign-out`);
        await page.getByRole('button', { name: 'Sign out', exact: true }).click();
        await page.waitForURL((url) => url.pathname === '/' && url.origin === home);
        await page.getByText('null').waitFor();
      } finally {
        await browser.close();
        close();
      }
    });
  });

  describeWithApache()('in Apache', () => {
    it('mod_auth_openidc signs in, reads name, e-mail and roles, and signs out', async () => {
      const home = await website();
      const { clientId, clientSecret } = await clientOf(home, { postLogoutRedirectUris: [`${home}/bye/`] });
      const site = { issuer: `${app.origin}/oidc`, clientId, clientSecret: clientSecret!, home };
      const apache = await Apache.start(site);
      try {
        const browser = new Wanderer();
        const there = await browser.signIn(await browser.visit(`${home}/`), user.email, PASSWORD);
        expect([there.url, there.text]).toEqual([`${home}/`, 'The members’ area']);
        const seen = Object.fromEntries(
          ['sub', 'name', 'email', 'roles'].map((claim) => [claim, there.headers.get(`x-${claim}`)]),
        );
        expect(seen).toEqual({ sub: user.id, name: 'Hana Harper', email: user.email, roles: 'booker' });
        const left = await browser.signOut(
          await browser.visit(`${home}/callback?logout=${encodeURIComponent(`${home}/bye/`)}`),
        );
        expect([left.url, left.text]).toEqual([`${home}/bye/`, 'Bye']);
        expect(new URL((await browser.visit(`${home}/`)).url).pathname).toBe('/sign-in');
      } finally {
        await apache.stop();
      }
    });
  });
});
