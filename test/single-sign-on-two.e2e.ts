import { Deployment } from './support/deployment.js';
import { Given, PASSWORD } from './support/given.js';
import { Wanderer } from './support/wanderer.js';

/** ID-7, OP-1: a second Motorpool is the provider of the first; both as production runs them. */
describe('Motorpool signs in to a second Motorpool', () => {
  let club: Deployment;
  let pool: Deployment;

  beforeAll(async () => {
    club = await Deployment.start();
    const body = { name: 'The pool', type: 'confidential', firstParty: true, redirectUris: ['https://later.example/'] };
    const client = await club.admin.expect(201, 'POST', '/oidc-clients', body);
    pool = await Deployment.start({
      settings: {
        SSO_ISSUER: `${club.origin}/oidc`,
        SSO_CLIENT_ID: client.clientId as string,
        SSO_CLIENT_SECRET: client.clientSecret as string,
      },
    });
    const redirectUris = [`${pool.origin}/sso/callback`];
    await club.admin.expect(200, 'PATCH', `/oidc-clients/${client.id}`, { redirectUris });
  });
  afterAll(async () => {
    await pool?.stop();
    await club?.stop();
  });

  it('first as somebody who waits, then, approved by an admin, as a member, until the club ends it', async () => {
    const there = new Given(club);
    const here = new Given(pool);
    const person = await there.user(await there.branch(), ['booker'], { name: 'Hana Harper' });
    const branchId = await here.branch();

    const browser = new Wanderer();
    const signIn = await browser.visit(`${pool.origin}/sso/start?next=/account/security`);
    expect(new URL(signIn.url)).toMatchObject({ origin: club.origin, pathname: '/sign-in' });
    const first = await browser.signIn(signIn, person.email, PASSWORD);
    expect([new URL(first.url).origin, first.text]).toEqual([
      pool.origin,
      expect.stringContaining('You are registered'),
    ]);

    const { items } = await pool.admin.expect(200, 'GET', `/users?q=${person.email}`);
    expect(items).toMatchObject([{ state: 'pending', name: 'Hana Harper', email: person.email, branchId }]);
    const roles = [{ roleId: await here.roleId('booker') }];
    await pool.admin.expect(200, 'POST', `/users/${items[0].id}/approval`, { branchId, roles, groupIds: [] });

    const second = await browser.visit(`${pool.origin}/sso/start?next=/account/security`);
    expect([second.url, second.text]).toEqual([
      `${pool.origin}/account/security`,
      expect.stringContaining('Hana Harper'),
    ]);

    // What needs a fresh sign-in is confirmed there, with the password that only the club knows.
    const again = await browser.visit(`${pool.origin}/sso/start?again=true&next=/account/security`);
    expect(new URL(again.url)).toMatchObject({ origin: club.origin, pathname: '/sign-in/again' });
    const next = new URL(again.url).searchParams.get('next')!;
    const fresh = await browser.visit(`${club.origin}/sign-in/again`, { password: PASSWORD, next });
    expect([fresh.url, fresh.text]).toEqual([
      `${pool.origin}/account/security`,
      expect.not.stringContaining('Confirm that it’s you'),
    ]);

    await club.admin.expect(200, 'POST', `/users/${person.id}/suspension`, {});
    const ended = await new Wanderer().visit(`${pool.origin}/sso/start`);
    const refused = await new Wanderer().signIn(ended, person.email, PASSWORD);
    expect([refused.status, new URL(refused.url).origin]).toEqual([403, club.origin]);
  });
});
