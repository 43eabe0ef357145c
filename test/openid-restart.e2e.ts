import * as oidc from 'openid-client';
import { Deployment } from './support/deployment.js';
import { Given } from './support/given.js';
import { Club } from './support/openid.js';

/** Security item 48: what was given before a crash is worth the same after it. */
describe('the provider after kill -9', () => {
  let service: Deployment;

  beforeAll(async () => {
    service = await Deployment.start();
  });
  afterAll(() => service?.stop());

  it('keys, tokens, grants and clients survive', async () => {
    const given = new Given(service);
    const user = await given.user(await given.branch(), ['booker']);
    const club = await Club.given(service, { firstParty: true });
    const before = await club.signIn(user, 'openid email offline_access', { prompt: 'consent' });
    const keys = async () =>
      (await fetch(`${service.origin}/oidc/jwks`)).json() as Promise<{ keys: { kid: string }[] }>;
    const shown = await keys();

    await service.apis[0]!.kill();
    await service.startApi(0).untilReady(service.origin);

    expect(await keys()).toEqual(shown);
    const { kid } = JSON.parse(Buffer.from(before.id_token!.split('.')[0]!, 'base64url').toString()) as { kid: string };
    expect(shown.keys.map((key) => key.kid)).toContain(kid);
    expect(await club.userInfo(before.access_token)).toBe(200);
    const after = await oidc.refreshTokenGrant(club.config, before.refresh_token!);
    expect(after.claims()).toMatchObject({ sub: user.id });
    expect((await club.signIn(user, 'openid')).claims()).toMatchObject({ sub: user.id });
  });
});
