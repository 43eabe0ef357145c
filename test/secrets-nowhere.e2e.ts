import type { Client } from './support/client.js';
import { Deployment } from './support/deployment.js';
import { Given } from './support/given.js';
import type { SunkMail } from './support/mail-sink.js';
import { Passkeys } from './support/passkeys.js';
import { raw } from './support/raw.js';
import { everythingStored } from './support/stored.js';
import { HISTORIES, historiesOf, Secrets, Witness } from './support/witness.js';

interface Change {
  action: string;
  subjectType: string;
}

/** One person's whole life at the service, and everything secret that was in it, looked for wherever it could have stayed. */
describe('secrets are nowhere (ID-16, security item 78)', () => {
  let service: Deployment;
  let given: Given<Deployment>;
  let branchId: string;
  let adminSession: string;
  let histories: Map<string, Record<string, string>>;
  const secrets = new Secrets();
  const people = { ada: '', ben: '', cleo: '', dan: '' };

  const password = () => secrets.password();
  const anyone = () => new Witness(service.origin, secrets);
  const tokenTo = async (email: string, subject?: RegExp) => (await service.mail.waitFor(email, subject)).tokens[0]!;
  const idOf = async (email: string) => (await service.admin.expect(200, 'GET', `/users?q=${email}`)).items[0].id;

  /** A form of a page, as a browser without scripts sends it. */
  const submit = (path: string, fields: Record<string, string>) => {
    secrets.noteAll(fields);
    const headers = { 'content-type': 'application/x-www-form-urlencoded', origin: service.origin };
    return raw(service.origin, { method: 'POST', path, headers, body: new URLSearchParams(fields).toString() });
  };

  /** Registers, waits, is approved; signs in in every way; changes all that can be changed. */
  async function journeyOfAda(): Promise<void> {
    const [email, first] = ['ada@fleet.example', password()];
    const details = { email, name: 'Ada', password: first, branchId };
    await anyone().expect(202, 'POST', '/registrations', details);
    await anyone().expect(202, 'POST', '/registrations', { ...details, password: password() });
    await service.mail.waitFor(email);
    await anyone().expect(202, 'POST', '/email-verifications/resend', { email });
    await service.settled(20_000);
    const verification = service.mail.to(email).at(-1)!.tokens[0]!;
    await anyone().get(`/verify-email?token=${verification}`);
    const chosen = password();
    await anyone().expect(200, 'POST', '/email-verifications', { token: verification, password: chosen });
    people.ada = await idOf(email);
    const roles = [{ roleId: await given.roleId('booker') }];
    await service.admin.expect(200, 'POST', `/users/${people.ada}/approval`, { branchId, roles, groupIds: [] });
    const ada = anyone();
    await ada.post('/session', { email, password: password() });
    // A password typed where the address belongs.
    await anyone().post('/session', {
      email: `${password().replaceAll(' ', '.')}@nowhere.example`,
      password: password(),
    });
    await ada.expect(200, 'POST', '/session', { email, password: chosen, remember: true });
    await passkeysOf(ada, chosen);
    const second = password();
    await ada.expect(204, 'PUT', '/me/password', { password: second });
    const wanted = 'ada.new@fleet.example';
    await ada.expect(200, 'PATCH', '/me', { email: wanted, phone: '+49 30 1' });
    await anyone().expect(200, 'POST', '/email-verifications', { token: await tokenTo(wanted, /new email address/) });
    await ada.expect(200, 'GET', '/me/export');
    const other = await anyone().signIn(wanted, second);
    const { items } = await ada.expect(200, 'GET', '/me/sessions');
    const ended = items.find(({ current }: { current: boolean }) => !current).id;
    await ada.expect(204, 'DELETE', `/me/sessions/${ended}`);
    await other.get('/session');
    await anyone().expect(202, 'POST', '/password-resets', { email: wanted });
    const reset = await tokenTo(wanted, /new password/);
    await raw(service.origin, { method: 'GET', path: `/reset-password?token=${reset}` });
    const latest = password();
    await submit('/reset-password/complete', { token: reset, password: latest });
    await submit('/sign-in', { email: wanted, password: password(), next: '' });
    const page = await submit('/sign-in', { email: wanted, password: latest, next: '' });
    secrets.note('cookie', /=([\w-]{43})/.exec(page.setCookies[0]!)![1]);
    const last = await anyone().signIn(wanted, latest);
    await last.expect(204, 'DELETE', '/session');
  }

  async function passkeysOf(ada: Client, chosen: string): Promise<void> {
    const passkeys = new Passkeys(service.origin);
    await ada.expect(204, 'POST', '/session/step-up', { password: chosen });
    const { id, credential } = await passkeys.add(ada, { name: 'Key' });
    const count = () => ({ ...credential, counter: (credential.counter += 1) });
    await ada.expect(200, 'PATCH', `/me/passkeys/${id}`, { name: 'House key' });
    await ada.expect(204, 'POST', '/session/step-up', { response: await passkeys.show(ada, count()) });
    const browser = anyone();
    expect((await passkeys.signIn(browser, count())).status).toBe(200);
    expect((await passkeys.signIn(anyone(), { ...count(), userHandle: 'bm9ib2R5' })).status).toBe(401);
    await ada.expect(204, 'DELETE', `/me/passkeys/${id}`);
  }

  /** Invited; everything that staff can do is done to him. */
  async function journeyOfBen(): Promise<void> {
    const { admin } = service;
    const email = 'ben@fleet.example';
    const roles = [{ roleId: await given.roleId('booker') }];
    const invitation = { email, name: 'Ben', canSignIn: true, branchId, roles };
    people.ben = (await admin.expect(201, 'POST', '/users', invitation)).id;
    await service.mail.waitFor(email);
    await admin.expect(202, 'POST', `/users/${people.ben}/invitation`);
    await service.settled(20_000);
    const token = service.mail.to(email).at(-1)!.tokens[0]!;
    await submit('/verify-email', { token, password: password() });
    await admin.expect(200, 'PATCH', `/users/${people.ben}`, { name: 'Benjamin' });
    await admin.expect(200, 'PUT', `/users/${people.ben}/roles`, { roles: [] });
    await admin.expect(200, 'POST', `/users/${people.ben}/suspension`);
    await admin.expect(200, 'DELETE', `/users/${people.ben}/suspension`);
    await admin.expect(200, 'PUT', `/users/${people.ben}/access`, { canSignIn: false });
    await admin.expect(200, 'PUT', `/users/${people.ben}/access`, { canSignIn: true });
  }

  /** Imported; let in by a quick verification. And one who is rejected. */
  async function journeysOfCleoAndDan(): Promise<void> {
    const { code } = await service.admin.expect(200, 'GET', `/branches/${branchId}`);
    const file = `email,name,branch,roles,canSignIn\ncleo@fleet.example,Cleo,${code},booker,true\n`;
    const headers = { 'content-type': 'text/csv' };
    await service.admin.send('POST', '/users/import?dryRun=false', { raw: file, headers });
    people.cleo = await idOf('cleo@fleet.example');
    await service.admin.expect(200, 'POST', `/users/${people.cleo}/quick-verification`);
    const dan = { email: 'dan@fleet.example', name: 'Dan', password: password(), branchId };
    await anyone().expect(202, 'POST', '/registrations', dan);
    await anyone().expect(200, 'POST', '/email-verifications', { token: await tokenTo(dan.email) });
    people.dan = await idOf(dan.email);
    await anyone().post('/session', { email: dan.email, password: dan.password });
    await service.admin.expect(200, 'POST', `/users/${people.dan}/rejection`, { reason: 'Unknown here.' });
  }

  beforeAll(async () => {
    const settings = { LOG_LEVEL: 'trace', MAILED_LINKS_PER_HOUR: '20', NODE_ENV: 'production' };
    service = await Deployment.start({ settings });
    given = new Given(service);
    branchId = await given.branch();
    await journeyOfAda();
    await journeyOfBen();
    await journeysOfCleoAndDan();
    await service.settled(20_000);
    for (const { tokens } of service.mail.mails) for (const token of tokens) secrets.note('token', token);
    secrets.note('cookie', service.admin.cookie.split('=')[1]);
    for (const key of ['SECRET_KEY', 'BOOTSTRAP_ADMIN_PASSWORD']) secrets.note(key, service.settings[key]);
    histories = await historiesOf(service);
    ({ text: adminSession } = await service.admin.get('/session'));
  });
  afterAll(() => service?.stop());

  const found = (text: string) => secrets.foundIn(text);
  const items = (id: string, which: string) => JSON.parse(histories.get(id)![which]!).items;
  const actsOn = (id: string) => items(id, 'changes-to').map(({ action }: Change) => action);

  it('there were secrets of every kind', () => {
    const kinds = secrets.kinds();
    expect([...kinds.keys()].sort()).toEqual(
      ['BOOTSTRAP_ADMIN_PASSWORD', 'SECRET_KEY', 'challenge', 'cookie', 'password', 'signature', 'token'].sort(),
    );
    for (const kind of ['password', 'token', 'cookie']) expect(kinds.get(kind)).toBeGreaterThanOrEqual(8);
  });

  it('no secret is in any of the four histories of anybody', () => {
    expect(histories.size).toBeGreaterThanOrEqual(5);
    for (const [id, texts] of histories)
      for (const which of HISTORIES) expect([id, which, found(texts[which]!)]).toEqual([id, which, []]);
  });

  it('no secret is in anything that the processes have logged, at the most talkative level', () => {
    const logged = [...service.apis, ...service.workers].map(({ output }) => output);
    for (const output of logged) expect(output.length).toBeGreaterThan(100);
    expect(logged.join()).toContain('"template":"password-reset"');
    const routes = ['/verify-email', '/reset-password', '/api/v1/session', '/api/v1/me/passkeys'];
    for (const route of routes) expect(logged.join()).toContain(`"route":"${route}"`);
    expect(found(logged.join('\n'))).toEqual([]);
  });

  it('no secret is in any row of any table, the queue’s included', async () => {
    const stored = await everythingStored(service.db);
    expect([...stored.keys()].some((name) => name.startsWith('bullmq.'))).toBe(true);
    for (const [table, rows] of stored) expect([table, found(rows)]).toEqual([table, []]);
  });

  it('a mail holds the token of its own link, once, for one person, and nothing else that is secret', () => {
    const textOf = ({ raw: sent, text, html, subject }: SunkMail) => [sent, text, html, subject].join('\n');
    const holders = new Map<string, SunkMail[]>();
    for (const mail of service.mail.mails) {
      const foreign = found(textOf(mail)).filter(([secret]) => !mail.tokens.includes(secret));
      expect([mail.subject, foreign]).toEqual([mail.subject, []]);
      for (const token of new Set(mail.tokens)) holders.set(token, [...(holders.get(token) ?? []), mail]);
    }
    expect(holders.size).toBeGreaterThanOrEqual(8);
    for (const mails of holders.values()) expect(mails.map(({ recipients }) => recipients.length)).toEqual([1]);
  });

  it('the histories tell every act of the journeys', () => {
    const signIns = (id: string) =>
      items(id, 'sign-ins').map(({ method, outcome }: Record<string, string>) => `${method} ${outcome}`);
    const doneBy = (id: string) =>
      items(id, 'changes-by').map(({ subjectType, action }: Change) => `${subjectType} ${action}`);
    const mailed = (id: string) => items(id, 'emails').map(({ template }: { template: string }) => template);
    const told = (id: string) =>
      [actsOn(id), signIns(id), doneBy(id), mailed(id)].map((all: string[]) => all.reverse());
    const [changed, ended] = ['credential-changed', 'Session session-ended'];
    expect(told(people.ada)).toEqual([
      // Registered twice, with two passwords: neither is kept. Later a password, an address, and a reset.
      ['created', 'changed', 'user-became-pending', 'user-approved', changed, 'changed', changed, changed],
      [
        ...['password wrong_password', 'password ok', 'passkey ok', 'passkey wrong_passkey', 'password ok'],
        ...['password wrong_password', 'password ok', 'password ok'],
      ],
      [
        ...['MailedLink changed', 'User user-became-pending'],
        // Stepped up, added a passkey, renamed it, stepped up with it, removed it; which ended the session begun with it.
        ...['Session changed', `Passkey ${changed}`, 'Passkey changed', 'Session changed', `Passkey ${changed}`],
        ...[ended, `User ${changed}`, 'User changed', 'MailedLink email-change-requested'],
        ...['MailedLink changed', `User ${changed}`, 'MailedLink email-change-undoable', ended],
        ...['MailedLink changed', `User ${changed}`, ended, ended],
      ],
      [
        ...['verification', 'verification', 'verification', 'user-approved', changed, changed, changed],
        ...['email-change', changed, 'email-changed', 'password-reset', changed, 'new-sign-in'],
      ],
    ]);
    expect(told(people.ben)).toEqual([
      [
        ...['created', 'invitation-accepted', 'changed', 'roles-changed'],
        ...['user-suspended', 'user-restored', 'access-taken', 'access-given'],
      ],
      [],
      ['MailedLink changed', 'User invitation-accepted'],
      ['invitation', 'invitation', 'invitation'],
    ]);
    expect(told(people.cleo)).toEqual([['created', 'user-quick-verified'], [], [], ['invitation', 'password-missing']]);
    expect(told(people.dan)).toEqual([
      ['created', 'user-became-pending', 'user-rejected'],
      ['password awaiting_approval'],
      ['MailedLink changed', 'User user-became-pending'],
      ['verification', 'user-rejected'],
    ]);
    // What staff did is told on both sides.
    const { user } = JSON.parse(adminSession);
    const byStaff = new Set(items(user.id, 'changes-by').map(({ id }: { id: string }) => id));
    for (const id of Object.values(people)) {
      const onThem = items(id, 'changes-to').filter(({ actorId }: { actorId: string }) => actorId === user.id);
      expect(onThem.length).toBeGreaterThan(0);
      for (const change of onThem) expect(byStaff).toContain(change.id);
    }
  });
});
