import { type TestApp, startApp } from './support/app.js';
import { Given } from './support/given.js';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests look into answers of every shape
type Loose = any;

/** Files as spreadsheets of all countries write them (H-5). */
describe('the formats of an imported file (ID-20)', () => {
  let app: TestApp;
  const code = `N${crypto.randomUUID().slice(0, 6)}`;
  const HEADINGS = ['email', 'name', 'branch', 'roles', 'canSignIn'];

  beforeAll(async () => {
    app = await startApp();
    await new Given(app).branch({ code });
  });
  afterAll(() => app?.stop());

  async function send(content: string | Buffer, type = 'text/csv', dryRun = false) {
    const response = await fetch(`${app.origin}/api/v1/users/import?dryRun=${dryRun}`, {
      method: 'POST',
      headers: { 'content-type': type, cookie: app.admin.cookie, origin: app.config.publicUrl },
      body: content as string,
    });
    return { status: response.status, body: (await response.json()) as Loose };
  }
  const person = () => `p${crypto.randomUUID().slice(0, 8)}@fleet.example`;
  const rowOf = (email: string) => [email, 'Jürgen Großmann', code, 'booker', 'false'];
  const nameOf = async (email: string) => (await app.admin.expect(200, 'GET', `/users?q=${email}`)).items[0]?.name;

  const table = (email: string, delimiter: string, end = '\r\n') =>
    [HEADINGS, rowOf(email)].map((fields) => fields.join(delimiter) + end).join('');
  const formats: [string, (email: string) => string | Buffer, string?][] = [
    ['semicolons', (email) => table(email, ';')],
    ['tabs', (email) => table(email, '\t')],
    ['sep=;', (email) => `sep=;\r\n${table(email, ';')}`],
    ['sep=; after a byte order mark', (email) => `\uFEFFsep=;\r\n${table(email, ';')}`],
    ['lines by CR alone', (email) => table(email, ',', '\r')],
    ['Latin-1', (email) => Buffer.from(table(email, ';'), 'latin1')],
    ['Latin-1, as it says', (email) => Buffer.from(table(email, ','), 'latin1'), 'text/csv; charset=iso-8859-1'],
    ['UTF-16 with a mark and tabs, as Excel has it', (email) => Buffer.from(`\uFEFF${table(email, '\t')}`, 'utf16le')],
    ['UTF-16, big end first', (email) => Buffer.from(`\uFEFF${table(email, ',')}`, 'utf16le').swap16()],
    ['rows of commas alone', (email) => `${table(email, ',')},,,,\r\n , ,,,\r\n`],
    [
      'headings without a name at the end',
      (email) => `${[...HEADINGS, '', ' '].join()}\n${[...rowOf(email), '', ''].join()}\n`,
    ],
    [
      'a heading without a name in the middle',
      (email) => `email,,name,branch,roles,canSignIn\n${email},,Jürgen Großmann,${code},,false\n`,
    ],
    ['more empty fields than headings', (email) => `${HEADINGS.join()}\n${[...rowOf(email), '', ''].join()}\n`],
  ];
  it.each(formats)('H-5: reads %s', async (_, fileOf, type = 'text/csv') => {
    const email = person();
    const { status, body } = await send(fileOf(email), type);
    expect([status, body.rows?.map(({ errors }: { errors: object[] }) => errors) ?? body]).toEqual([200, [[]]]);
    expect(await nameOf(email)).toBe('Jürgen Großmann');
  });

  it('H-5: text without a heading, or beyond the headings, is told of its row, and the others are judged', async () => {
    const file = [
      'email,name,branch,,canSignIn',
      `${person()},A,${code},lost,false`,
      `${person()},B,${code},,false`,
      `${person()},C,${code},,false,more`,
    ].join('\n');
    const { status, body } = await send(file, 'text/csv', true);
    const told = body.rows.map(({ line, errors }: { line: number; errors: { code: string }[] }) => [
      line,
      errors.map((error) => error.code),
    ]);
    expect([status, told]).toEqual([
      200,
      [
        [2, ['no_heading']],
        [3, []],
        [4, ['wrong_length']],
      ],
    ]);
  });

  it('H-5: what is in no encoding that it names is a 400, and what is no table says which columns there are', async () => {
    expect((await send(Buffer.of(0xfc, 0xfd), 'text/csv; charset=utf-8')).status).toBe(400);
    expect((await send('email,name,branch', 'text/csv; charset=nonsense')).status).toBe(400);
    const { status, body } = await send('E-Mail;Name\na;b');
    expect([status, body.detail]).toEqual([422, expect.stringContaining('The columns are email, name, phone')]);
  });
});
