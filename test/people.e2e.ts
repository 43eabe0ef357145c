import { type TestApp, startApp } from './support/app.js';
import { Given, type GivenUser, PASSWORD } from './support/given.js';
import { inParallel } from './support/in-parallel.js';
import { pending, register } from './support/scene.js';
import { settled } from './support/stored.js';

describe('people, for staff (ID-4 … ID-6, RP-11)', () => {
  let app: TestApp;
  let given: Given;
  let branchId: string;
  let elsewhere: string;
  let otherBranchId: string;
  let branchAdmin: GivenUser;

  beforeAll(async () => {
    app = await startApp();
    given = new Given(app);
    [branchId, otherBranchId] = [await given.branch(), await given.branch()];
    branchAdmin = await given.user(branchId, ['branch_admin']);
    elsewhere = await app.anotherProcess();
  });
  afterAll(() => app?.stop());

  const codeOf = ({ status, body }: { status: number; body: { code?: string } }) => `${status} ${body?.code}`;
  const emailOf = async (id: string) => (await app.admin.expect(200, 'GET', `/users/${id}`)).email as string;

  it('ID-1: an admin changes name, phone, reference, branch and groups; what is left out stays', async () => {
    const [groupId, otherGroup] = [await given.group([branchId, otherBranchId]), await given.group([branchId])];
    const user = await given.user(branchId, ['booker'], {
      phone: '1',
      reference: '2',
      groupIds: [groupId, otherGroup],
    });
    const change = { name: 'Grace Hopper', phone: null };
    expect(await app.admin.expect(200, 'PATCH', `/users/${user.id}`, change)).toMatchObject({
      ...{ name: 'Grace Hopper', phone: null, reference: '2', branchId, groupIds: [groupId, otherGroup] },
    });
    // Of the groups, those come along that exist in the new branch.
    const moved = await app.admin.expect(200, 'PATCH', `/users/${user.id}`, { branchId: otherBranchId });
    expect(moved).toMatchObject({ branchId: otherBranchId, groupIds: [groupId], name: 'Grace Hopper' });
    const wrong = await app.admin.patch(`/users/${user.id}`, { groupIds: [otherGroup] });
    expect([codeOf(wrong), wrong.body.errors[0].field]).toEqual(['404 unknown_reference', 'groupIds.0']);
  });

  it('ID-13: staff change a contact’s address only; who can sign in changes their own', async () => {
    const contact = await given.contact(branchId);
    const email = `moved${contact.slice(-6)}@else.example`;
    expect((await app.admin.expect(200, 'PATCH', `/users/${contact}`, { email: email.toUpperCase() })).email).toBe(
      email,
    );
    const user = await given.user(branchId, ['booker']);
    expect(codeOf(await app.admin.patch(`/users/${user.id}`, { email: 'thief@else.example' }))).toBe(
      '409 address_not_yours',
    );
    expect(codeOf(await app.admin.patch(`/users/${contact}`, { email: user.email }))).toBe('409 email_taken');
    expect(await emailOf(user.id)).toBe(user.email);
  });

  it('RP-11: nobody moves themselves, nor somebody whose roles would then reach beyond their own', async () => {
    const own = await branchAdmin.client.patch(`/users/${branchAdmin.id}`, { branchId: otherBranchId });
    expect(codeOf(own)).toBe('404 unknown_reference');
    const twoBranches = await given.user(branchId, [['multibranch_admin', [branchId, otherBranchId]]]);
    expect(codeOf(await twoBranches.client.patch(`/users/${twoBranches.id}`, { branchId: otherBranchId }))).toBe(
      '403 own_account',
    );
    const powerful = await given.user(branchId, ['organisation_admin']);
    for (const [method, path, body] of [
      ['PATCH', '', { name: 'Mine' }],
      ['PUT', '/access', { canSignIn: false }],
      ['PUT', '/roles', { roles: [] }],
      ['POST', '/suspension', undefined],
    ] as const) {
      const answer = await branchAdmin.client.send(method, `/users/${powerful.id}${path}`, { body });
      expect([path, codeOf(answer)]).toEqual([path, '403 beyond_own_access']);
    }
  });

  it('ID-5, security item 42: a contact is given access by an invitation, and signs in with a password that no admin has seen', async () => {
    const id = await given.contact(branchId);
    const email = await emailOf(id);
    const answer = await branchAdmin.client.expect(200, 'PUT', `/users/${id}/access`, { canSignIn: true });
    expect(answer).toMatchObject({ state: 'unconfirmed', canSignIn: true });
    const token = (await app.mail.waitFor(email)).tokens[0]!;
    const confirmed = await app.anyone().expect(200, 'POST', '/email-verifications', { token, password: PASSWORD });
    expect(confirmed).toEqual({ state: 'verified' });
    await app.anyone().signIn(email, PASSWORD);
  });

  it('ID-5: taken away, access ends every session in every process at once, the link too, and leaves a contact', async () => {
    const user = await given.user(branchId, ['booker']);
    const there = user.client.at(elsewhere);
    expect((await there.get('/session')).status).toBe(200);
    const answer = await app.admin.expect(200, 'PUT', `/users/${user.id}/access`, { canSignIn: false });
    expect(answer).toMatchObject({ state: 'contact', canSignIn: false });
    expect([(await there.get('/session')).status, (await user.client.get('/session')).status]).toEqual([401, 401]);
    expect(codeOf(await app.anyone().post('/session', { email: user.email, password: PASSWORD }))).toBe(
      '401 invalid_credentials',
    );
    const invitation = { email: `${crypto.randomUUID()}@fleet.example`, name: 'Invited', canSignIn: true, branchId };
    const { id } = await app.admin.expect(201, 'POST', '/users', invitation);
    const token = (await app.mail.waitFor(invitation.email)).tokens[0]!;
    await app.admin.expect(200, 'PUT', `/users/${id}/access`, { canSignIn: false });
    const late = await app.anyone().post('/email-verifications', { token, password: PASSWORD });
    expect(codeOf(late)).toBe('410 link_expired');
    const { rowCount: open } = await app.db.query(
      'SELECT 1 FROM identity.sessions WHERE user_id = $1 AND ended_at IS NULL',
      [user.id],
    );
    expect(open).toBe(0);
    // Given again, it begins anew: the old password is gone.
    await app.admin.expect(200, 'PUT', `/users/${user.id}/access`, { canSignIn: true });
    expect(codeOf(await app.anyone().post('/session', { email: user.email, password: PASSWORD }))).toBe(
      '401 invalid_credentials',
    );
  });

  it('RP-11: giving access gives the roles that a contact has been given, so it takes who may give them', async () => {
    const roles = [{ roleId: await given.roleId('organisation_admin') }];
    const body = { email: `${crypto.randomUUID()}@else.example`, name: 'Sleeper', canSignIn: false, branchId, roles };
    const { id } = await app.admin.expect(201, 'POST', '/users', body);
    expect(codeOf(await branchAdmin.client.put(`/users/${id}/access`, { canSignIn: true }))).toBe(
      '403 beyond_own_access',
    );
    expect(codeOf(await branchAdmin.client.patch(`/users/${id}`, { email: 'trap@else.example' }))).toBe(
      '403 beyond_own_access',
    );
  });

  it('RP-11: roles are given and taken within one’s own, what is beyond it stays, and nobody changes their own', async () => {
    const user = await given.user(branchId, ['booker', ['booking_admin', [otherBranchId]]]);
    const { roles } = await app.admin.expect(200, 'GET', `/users/${user.id}`);
    const ask = (list: object[], id = user.id) => branchAdmin.client.put(`/users/${id}/roles`, { roles: list });
    const approver = { roleId: await given.roleId('booking_approver') };
    const kept = roles.map(({ roleId, branchIds }: Record<string, unknown>) => ({ roleId, branchIds }));
    const added = await ask([...kept, approver]);
    expect([added.status, added.body.roles.map(({ key }: { key: string }) => key)]).toEqual([
      200,
      ['booker', 'booking_admin', 'booking_approver'],
    ]);
    expect(codeOf(await ask([approver]))).toBe('403 beyond_own_access');
    expect(codeOf(await ask([...kept, { roleId: await given.roleId('organisation_admin') }]))).toBe(
      '403 beyond_own_access',
    );
    expect(codeOf(await ask([{ ...approver, branchIds: [otherBranchId] }, ...kept]))).toBe('404 unknown_reference');
    expect(codeOf(await ask([{ roleId: await given.roleId('on_behalf_booker') }]))).toBe('422 invalid_input');
    expect(codeOf(await ask([approver], branchAdmin.id))).toBe('403 own_account');
    // They count from the next request on (RP-12).
    expect((await user.client.at(elsewhere).get('/approvals')).status).toBe(200);
  });

  it('ID-6: quick verification makes `pending` of who registered and `verified` of who was invited, with who did it', async () => {
    const registered = await register(given, branchId);
    const answer = await branchAdmin.client.expect(200, 'POST', `/users/${registered.id}/quick-verification`);
    expect(answer).toMatchObject({ state: 'pending', roles: [] });
    const late = await app.anyone().post('/email-verifications', { token: registered.token });
    expect(codeOf(late)).toBe('410 link_expired');
    const invitation = { email: `${crypto.randomUUID()}@fleet.example`, name: 'Invited', canSignIn: true, branchId };
    const { id } = await app.admin.expect(201, 'POST', '/users', invitation);
    expect((await app.admin.expect(200, 'POST', `/users/${id}/quick-verification`)).state).toBe('verified');
    const { items } = await app.admin.expect(200, 'GET', `/users/${registered.id}/changes-to`);
    expect(items[0]).toMatchObject({ action: 'user-quick-verified', actorId: branchAdmin.id });
    await settled(app);
    expect((await app.mail.waitFor(branchAdmin.email)).text).toBeDefined();
  });

  it('ID-2: illegal transitions are 409 and change nothing', async () => {
    const waiting = await pending(given, branchId);
    const contact = await given.contact(branchId);
    const user = await given.user(branchId, ['booker']);
    const before = await Promise.all([waiting.id, contact, user.id].map((id) => app.admin.get(`/users/${id}`)));
    for (const [method, path, body] of [
      ['PUT', `/users/${waiting.id}/access`, { canSignIn: false }],
      ['PUT', `/users/${waiting.id}/roles`, { roles: [] }],
      ['POST', `/users/${waiting.id}/quick-verification`, undefined],
      ['PUT', `/users/${contact}/access`, { canSignIn: false }],
      ['POST', `/users/${contact}/quick-verification`, undefined],
      ['PUT', `/users/${user.id}/access`, { canSignIn: true }],
      ['POST', `/users/${user.id}/quick-verification`, undefined],
    ] as const) {
      expect([path, codeOf(await app.admin.send(method, path, { body }))]).toEqual([path, '409 illegal_transition']);
    }
    const after = await Promise.all([waiting.id, contact, user.id].map((id) => app.admin.get(`/users/${id}`)));
    expect(after.map(({ body }) => body)).toEqual(before.map(({ body }) => body));
  });

  it('ID-17, security item 43: of administrators who take each other away at once, by any way, one is left', async () => {
    for (const [method, path, body] of [
      ['PUT', 'roles', { roles: [] }],
      ['PUT', 'access', { canSignIn: false }],
      ['DELETE', '', undefined],
    ] as const) {
      const admins = [
        await given.user(branchId, ['organisation_admin']),
        await given.user(branchId, ['organisation_admin']),
      ];
      // Every other administrator steps aside for as long as it takes.
      const others = [await given.roleId('organisation_admin'), admins.map(({ id }) => id)];
      const aside = `suspended_at = now(), state = 'suspended' WHERE role_ids ? $1 AND id <> ALL ($2::uuid[])`;
      await app.db.query(`UPDATE identity.users SET ${aside} AND state = 'verified'`, others);
      try {
        const answers = await inParallel(admins, 2, ({ client }, index) =>
          client.send(method, `/users/${admins[1 - index]!.id}${path && `/${path}`}`, { body }),
        );
        const codes = answers.map(({ status, body: told }) => told?.code ?? status).sort();
        expect([method, path, codes.filter((code) => code === 200 || code === 204)]).toEqual([
          method,
          path,
          [expect.anything()],
        ]);
        const left = await app.db.query(`SELECT 1 FROM identity.users WHERE state = 'verified' AND role_ids ? $1`, [
          await given.roleId('organisation_admin'),
        ]);
        expect(left.rowCount).toBe(1);
      } finally {
        const back = `suspended_at = NULL, state = 'verified' WHERE role_ids ? $1 AND id <> ALL ($2::uuid[])`;
        await app.db.query(`UPDATE identity.users SET ${back} AND state = 'suspended'`, others);
        for (const { id } of admins) await app.admin.delete(`/users/${id}`);
      }
    }
  });
});
