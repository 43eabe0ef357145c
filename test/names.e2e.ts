import fc from 'fast-check';
import { nameKey, plateKey, searchKey } from '../src/platform/domain/names.js';
import { type TestApp, startApp } from './support/app.js';
import { Given } from './support/given.js';

/** Scripts that are newer than what PostgreSQL was built with fold differently until it catches up. */
const isOld = (text: string) => text.codePointAt(0)! <= 0xffff || !/\p{L}/u.test(text);

describe('one comparison for names (B-15)', () => {
  let app: TestApp;
  let given: Given;
  let branchId: string;
  beforeAll(async () => {
    app = await startApp();
    given = new Given(app);
    branchId = await given.branch();
  });
  afterAll(() => app?.stop());

  it('B-15: code and database compare names, plates and searched text alike', async () => {
    const curious = 'ÅÅéßẞſςΣİıǅŉﬁ½Ⅷ①ｶ゛ヴ가각עֹ٠َ\u200B\u00AD\u2028\u3000\u2011−’`´#·—…ØłđÆœÞð🚗👨‍👩‍👧';
    const unit = fc.oneof(
      fc.constantFrom(...curious),
      fc
        .string({ unit: 'binary', minLength: 1, maxLength: 1 })
        .filter((text) => text !== '\0' && text.isWellFormed() && isOld(text)),
      fc.constantFrom(' ', '-', 'a', 'B', '\u0301', '\u0327', '\uFE0F'),
    );
    const samples = fc.sample(fc.string({ unit, maxLength: 12 }), { numRuns: 20_000, seed: 15 });
    const { rows } = await app.db.query(
      `SELECT text, platform.name_key(text) AS name, platform.plate_key(text) AS plate, platform.search_key(text) AS search
         FROM unnest($1::text[]) AS text`,
      [samples],
    );
    const wrong = rows.filter(
      ({ text, name, plate, search }) =>
        name !== nameKey(text) || plate !== plateKey(text) || search !== searchKey(text),
    );
    expect(rows).toHaveLength(samples.length);
    expect(wrong.map((row) => JSON.stringify([row, nameKey(row.text), searchKey(row.text)]))).toEqual([]);
  });

  const kinds: [path: string, code: string, body: (name: string) => object | Promise<object>][] = [
    ['groups', 'group_name_taken', (name) => ({ name, branchIds: [branchId] })],
    ['locations', 'location_name_taken', (name) => ({ name, branchIds: [branchId] })],
    ['accessories', 'accessory_name_taken', (name) => ({ name, branchIds: [branchId] })],
    ['roles', 'role_name_taken', (name) => ({ name })],
    ['booking-reasons', 'reason_name_taken', (name) => ({ name, category: 'business' })],
    ['booking-policies', 'policy_name_taken', (name) => ({ name })],
    ['approval-flows', 'flow_name_taken', (name) => ({ name, conditions: { always: true } })],
    ['branches', 'branch_code_taken', (code) => ({ name: 'A branch', code, timeZone: 'UTC' })],
  ];
  it.each(kinds)(
    'B-15: of %s the same name in another form is taken, and another name is not',
    async (path, code, body) => {
      await app.admin.expect(201, 'POST', `/${path}`, await body('Café  Straße'));
      for (const same of [
        'Cafe\u0301 Straße',
        'CAFÉ STRASSE',
        ' café\u00A0strasse ',
        'Ca\u200Bfé Straße',
        'Ｃafé Straße',
      ]) {
        const answer = await app.admin.post(`/${path}`, await body(same));
        expect([same, answer.status, answer.body.code]).toEqual([same, 409, code]);
      }
      for (const other of ['Cafe Strasse', 'CaféStraße'])
        await app.admin.expect(201, 'POST', `/${path}`, await body(other));
    },
  );

  it('B-15: a built-in role’s name is taken in any form', async () => {
    for (const name of ['booking  ADMIN', 'Ｂooker', 'Bo\u00ADoker']) {
      expect((await app.admin.post('/roles', { name })).body.code).toBe('role_name_taken');
    }
  });

  it('B-15: a registration is the same without its spaces and dashes, in capitals or not', async () => {
    await given.vehicle(branchId, { registration: 'AB-12 X' });
    for (const registration of ['AB 12 X', 'ab12x', 'A\u2011B12X', 'AB−12—X', '\u200BAB12X', 'ＡＢ12X']) {
      const answer = await app.admin.post('/vehicles', { branchId, name: 'Second', registration, seats: 2 });
      expect([registration, answer.status, answer.body.code]).toEqual([registration, 409, 'registration_taken']);
    }
    await given.vehicle(branchId, { registration: 'AB-13 X' });
  });

  it.each(['\u200B', '\u00AD\u2060', '\u3164', '\u0301', '\u{E0041}', '\u2800'])(
    'B-15: %j is no name, wherever one is given',
    async (name) => {
      const fields: [string, object, string][] = [
        ['/groups', { name, branchIds: [branchId] }, 'name'],
        ['/branches', { name, code: 'SEEN', timeZone: 'UTC' }, 'name'],
        ['/vehicles', { branchId, name, registration: 'SEEN 1', seats: 2 }, 'name'],
        ['/vehicles', { branchId, name: 'Seen', registration: name, seats: 2 }, 'registration'],
        ['/users', { name, email: 'seen@list.example', canSignIn: false, branchId }, 'name'],
      ];
      for (const [path, body, field] of fields) {
        const answer = await app.admin.post(path, body);
        expect([path, answer.status, answer.body.errors?.[0].field]).toEqual([path, 422, field]);
      }
    },
  );

  it('B-15: a registration of dashes alone is none', async () => {
    const answer = await app.admin.post('/vehicles', { branchId, name: 'Dash', registration: '- –', seats: 2 });
    expect([answer.status, answer.body.errors[0].field]).toEqual([422, 'registration']);
  });

  it('B-15: a name is kept as it was written, in the composed form', async () => {
    const { name } = await app.admin.expect(201, 'POST', '/groups', { name: ' Zoe\u0308 ’s ', branchIds: [branchId] });
    expect(name).toBe('Zo\u00EB ’s');
  });

  it('B-15: a CSV file names branches and groups in any form', async () => {
    const code = `CAFÉ ${branchId.slice(-4)}`;
    const home = await given.branch({ code });
    const { id } = await app.admin.expect(201, 'POST', '/groups', { name: 'Früh  schicht', branchIds: [home] });
    const raw = `email,name,branch,groups,roles,canSignIn\nform@list.example,Form,${code.toLowerCase().normalize('NFD')},FRU\u0308H SCHICHT,booker:${code.normalize('NFD')},false\n`;
    const answer = await app.admin.post('/users/import', undefined, { raw, headers: { 'content-type': 'text/csv' } });
    expect([answer.status, answer.body.rows?.[0].errors]).toEqual([200, []]);
    const { items } = await app.admin.expect(200, 'GET', '/users?q=form@list.example');
    expect(items[0]).toMatchObject({ branchId: home, groupIds: [id] });
  });
});
