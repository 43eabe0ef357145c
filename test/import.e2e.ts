import { type TestApp, startApp } from './support/app.js';
import type { Client } from './support/client.js';
import { Given, type GivenUser, PASSWORD } from './support/given.js';
import { countStatements } from './support/statements.js';
import { settled, stateOf } from './support/stored.js';

interface Row {
  line: number;
  outcome: string;
  errors: { field: string; code: string }[];
}
const GROUP_ABROAD = 'Dawn patrol';
const wordsOf = ({ field, code }: Row['errors'][number]) => `${field} ${code}`;

describe('importing people from a CSV file (ID-20)', () => {
  let app: TestApp;
  let given: Given;
  let branchId: string;
  let groupId: string;
  let admin: GivenUser;
  const codes = { home: `N${crypto.randomUUID().slice(0, 6)}`, abroad: `S${crypto.randomUUID().slice(0, 6)}` };

  beforeAll(async () => {
    app = await startApp();
    given = new Given(app);
    branchId = await given.branch({ code: codes.home });
    const abroadId = await given.branch({ code: codes.abroad });
    await app.admin.expect(201, 'POST', '/groups', { name: GROUP_ABROAD, branchIds: [abroadId] });
    const group = { name: 'Night, "late" shift', branchIds: [branchId] };
    groupId = (await app.admin.expect(201, 'POST', '/groups', group)).id;
    admin = await given.user(branchId, ['branch_admin']);
  });
  afterAll(() => app?.stop());

  const send = (raw: string, dryRun = false, client: Client = app.admin, type = 'text/csv') =>
    client.send('POST', `/users/import?dryRun=${dryRun}`, { raw, headers: { 'content-type': type } });
  const fresh = (name = 'p') => `${name}${crypto.randomUUID().slice(0, 8)}@fleet.example`;
  const HEADER = 'email,name,phone,reference,branch,groups,roles,canSignIn';

  it('ID-20: adds everybody of the file: invited with access, contacts without, in their branch, groups and roles', async () => {
    const [invited, contact] = [fresh('Invited'), fresh()];
    const file = [
      `\ufeff${HEADER}`,
      `${invited},"Ada, Countess",+49 30 12,REF-1,${codes.home.toLowerCase()},"Night, ""late"" shift",booker; multibranch_admin:${codes.home}|${codes.abroad},`,
      `${contact},Contact,,,${codes.home},,,FALSE`,
      '',
    ].join('\r\n');
    const answer = await send(file);
    expect([answer.status, answer.body]).toEqual([
      200,
      {
        dryRun: false,
        rows: [
          { line: 2, email: invited.toLowerCase(), outcome: 'invited', errors: [] },
          { line: 3, email: contact, outcome: 'contact', errors: [] },
        ],
      },
    ]);
    const found = async (email: string) => (await app.admin.expect(200, 'GET', `/users?q=${email}`)).items[0];
    expect(await found(invited)).toMatchObject({
      ...{ name: 'Ada, Countess', phone: '+49 30 12', reference: 'REF-1', branchId, groupIds: [groupId] },
      state: 'unconfirmed',
      roles: [{ key: 'booker' }, { key: 'multibranch_admin', branchIds: [branchId, expect.any(String)] }],
    });
    expect(await found(contact)).toMatchObject({ state: 'contact', canSignIn: false, phone: null });
    const token = (await app.mail.waitFor(invited.toLowerCase())).tokens[0]!;
    await app.anyone().expect(200, 'POST', '/email-verifications', { token, password: PASSWORD });
  });

  it('ID-20: a dry run tells each row’s outcome and writes nothing; the import of the same file is refused whole', async () => {
    const known = (await given.user(branchId, ['booker'])).email;
    const twice = fresh();
    const file = [
      HEADER,
      `${twice},First,,,${codes.home},,booker,true`,
      `${twice.toUpperCase()},Second,,,${codes.home},,,true`,
      `${known},Known,,,${codes.home},,,true`,
      `nonsense,,,,${codes.home},,,perhaps`,
      `${fresh()},Lost,,,NOWHERE,,,`,
      `${fresh()},Groupless,,,${codes.home},No such group,no_such_role,`,
      `${fresh()},Bare,,,${codes.home},,on_behalf_booker,`,
      `${fresh()},Short,`,
    ].join('\n');
    await settled(app);
    const before = await stateOf(app.db);
    const dry = await send(file, true);
    expect(dry.status).toBe(200);
    const told = dry.body.rows.map(({ line, outcome, errors }: Row) => [line, outcome, errors.map(wordsOf)]);
    expect(told).toEqual([
      [2, 'invited', []],
      [3, 'refused', ['email email_taken']],
      [4, 'refused', ['email email_taken']],
      [5, 'refused', ['email invalid_format', 'name too_small', 'canSignIn invalid']],
      [6, 'refused', ['branch unknown_reference']],
      [7, 'refused', ['groups unknown_reference', 'roles unknown_reference']],
      [8, 'refused', ['roles needs_base_role']],
      [9, 'refused', [' wrong_length']],
    ]);
    const refused = await send(file);
    expect([refused.status, refused.body.code]).toEqual([422, 'import_refused']);
    expect(refused.body.errors.map(({ field }: { field: string }) => field)).toEqual(
      expect.arrayContaining(['line 3, email', 'line 9']),
    );
    await settled(app);
    expect(await stateOf(app.db)).toEqual(before);
  });

  it('RP-11: a branch admin imports into their branch, and gives no more than they hold, row by row', async () => {
    const file = [
      'email,name,branch,roles',
      `${fresh()},Fine,${codes.home},booker`,
      `${fresh()},Abroad,${codes.abroad},booker`,
      `${fresh()},Mighty,${codes.home},organisation_admin`,
      `${fresh()},Reaching,${codes.home},multibranch_admin:${codes.home}|${codes.abroad}`,
    ].join('\n');
    const dry = await send(file, true, admin.client);
    const told = dry.body.rows.map(({ errors }: Row) => errors.map(wordsOf).join());
    expect(told).toEqual(['', 'branch unknown_reference', 'roles beyond_own_access', 'roles unknown_reference']);
    expect((await send(file, false, admin.client)).status).toBe(422);
    const booker = await given.user(branchId, ['booker']);
    expect((await send(file, true, booker.client)).status).toBe(403);
  });

  it('RP-13: a branch of others answers like one that is not there, whatever stands beside it', async () => {
    const groups = ['', 'GROUP', '"Night, ""late"" shift"'];
    const roles = ['', 'booker', 'no_such_role', 'multibranch_admin:CODE', `multibranch_admin:${codes.home}|CODE`];
    const lines = ['CODE', codes.home].flatMap((branch) =>
      groups.flatMap((group) => roles.map((role) => `${fresh()},Somebody,${branch},${group},${role}`)),
    );
    const counts = new Map<string, number>();
    const stopCounting = countStatements(counts);
    const told = async (code: string, group: string, dryRun: boolean) => {
      const file = ['email,name,branch,groups,roles', ...lines].join('\n');
      const raw = file.replaceAll('CODE', code).replaceAll('GROUP', group);
      const { status, text, headers } = await send(raw, dryRun, admin.client);
      const id = headers.get('x-request-id')!;
      const answer = text.replaceAll(code, 'CODE').replaceAll(group, 'GROUP').replaceAll(id, 'ID');
      return { status, answer, statements: counts.get(id) };
    };
    const guesses = [codes.abroad, codes.abroad.toLowerCase(), 'Nowhere'].flatMap((code) =>
      [GROUP_ABROAD, 'No such group'].map((group) => [code, group] as const),
    );
    try {
      for (const [dryRun, status] of [[true, 200] as const, [false, 422] as const]) {
        const absent = await told('nobody', 'no such group', dryRun);
        expect(absent).toMatchObject({ status, statements: expect.any(Number) });
        for (const guess of guesses) expect(await told(...guess, dryRun)).toEqual(absent);
        // What is refused is what names something of others: four people of the home branch are fine.
        if (dryRun) expect(absent.answer.match(/"errors":\[\]/g)).toHaveLength(4);
      }
    } finally {
      stopCounting();
    }
  });

  it('security item 82: a formula in a cell is text like any other, and the guard before it is no part of it', async () => {
    const email = fresh();
    const file = `email,name,phone,branch,canSignIn\n${email},"=HYPERLINK(""http://evil.test"",""x"")",'+49 30,${codes.home},false\n`;
    expect((await send(file)).status).toBe(200);
    const { items } = await app.admin.expect(200, 'GET', `/users?q=${email}`);
    expect(items[0]).toMatchObject({ name: '=HYPERLINK("http://evil.test","x")', phone: '+49 30' });
  });

  it('ID-20: what is no such file is refused before any row is looked at', async () => {
    const refused = async (raw: string, type?: string) => {
      const { status, body } = await send(raw, true, app.admin, type);
      return [status, body.code];
    };
    expect(await refused('{}', 'application/json')).toEqual([415, 'unsupported_media_type']);
    expect(await refused('a,b', 'text/csvx')).toEqual([415, 'unsupported_media_type']);
    expect(await refused('email,name')).toEqual([422, 'invalid_input']);
    expect(await refused('email,name,branch,password\na,b,c,d')).toEqual([422, 'invalid_input']);
    expect(await refused('email,name,branch,Email\na,b,c,d')).toEqual([422, 'invalid_input']);
    expect(await refused('email,name,branch\n"a,b,c')).toEqual([422, 'invalid_input']);
    expect(await refused(`email,name,branch\n${'a,b,c\n'.repeat(1_001)}`)).toEqual([422, 'invalid_input']);
    expect(await refused(`email,name,branch\n${'a'.repeat(256 * 1024)}`)).toEqual([413, 'too_large']);
    const csv = { 'content-type': 'text/csv' };
    expect((await app.admin.send('POST', '/users', { raw: 'a', headers: csv })).status).toBe(415);
  });

  it('ID-20: a thousand people are added in one go', async () => {
    const rows = Array.from({ length: 1_000 }, (_, n) => `bulk${n}@bulk.example,Bulk ${n},${codes.home},booker,false`);
    const answer = await send(['email,name,branch,roles,canSignIn', ...rows].join('\n'));
    expect([answer.status, answer.body.rows.length]).toEqual([200, 1_000]);
  });
});
