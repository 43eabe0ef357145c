import { describeInBrowser } from '../support/browser.js';
import { ConsoleTest } from './support/console.js';
import { Keyboard } from './support/keyboard.js';
import { look } from './support/look.js';
import { until } from './support/people.js';

const HEADER = 'email,name,branch,roles,canSignIn';

describeInBrowser()('importing people (ID-20)', () => {
  let motorpool: ConsoleTest;

  beforeAll(async () => {
    motorpool = await ConsoleTest.start();
    await motorpool.given.branch({ name: 'Auckland Harbour', code: 'AKL' });
  });
  afterAll(() => motorpool?.stop());
  afterEach(() => expect(motorpool.complaints.splice(0)).toEqual([]));

  const found = async (q: string) => (await motorpool.app.admin.expect(200, 'GET', `/users?q=${q}`)).items;
  const fileOf = (text: string) => ({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  const mark = () => crypto.randomUUID().slice(0, 8);

  it('a file with two bad rows is checked, mended where it stands, and imported', async () => {
    const one = mark();
    const file = [
      HEADER,
      `good${one}@fleet.example,Gina Good,AKL,booker,true`,
      `not an address,Bert Bad,AKL,booker,true`,
      `lost${one}@fleet.example,Lena Lost,NOWHERE,booker,true`,
      `contact${one}@fleet.example,Cora Contact,AKL,,false`,
    ];
    const page = await motorpool.open(motorpool.admin);
    await motorpool.visit(page, '/app/people?tab=all', { heading: 'People' });
    await page.getByRole('button', { name: 'Import people' }).click();
    await page.waitForURL('**/app/people?tab=all&panel=import');
    const sheet = page.getByRole('dialog', { name: 'Import people' });
    expect(await look(page, 'people-import-empty')).toEqual([]);
    await sheet.getByLabel('CSV file').setInputFiles(fileOf(file.join('\n')));
    await sheet.getByText('2 need correction').waitFor();
    await sheet.getByText('1 will be invited').waitFor();
    await sheet.getByText('1 without access').waitFor();
    const outcomes = await sheet.getByRole('table').innerText();
    expect(outcomes).toContain('not an address');
    expect(outcomes).toContain('"NOWHERE" does not exist');
    expect(await found(one)).toEqual([]);
    expect(await look(page, 'people-import-refused')).toEqual([]);
    await sheet.getByRole('row', { name: /lost/ }).getByRole('button', { name: 'Correct' }).click();
    await until(page, `document.activeElement?.tagName === 'TEXTAREA'`);
    await page.keyboard.type(file[3]!.replace('NOWHERE', 'AKL'));
    const rows = sheet.getByLabel('Rows of the file');
    await rows.fill((await rows.inputValue()).replace('not an address', `bert${one}@fleet.example`));
    await sheet.getByText('The rows were changed.').waitFor();
    await sheet.getByRole('button', { name: 'Check again' }).click();
    await sheet.getByText('Every row is fine.').waitFor();
    expect(await look(page, 'people-import-ready')).toEqual([]);
    await sheet.getByRole('button', { name: 'Import 4 people' }).click();
    await page.getByText('4 people were imported.').waitFor();
    const names = (await found(one)).map(({ name, state }: { name: string; state: string }) => [name, state]);
    expect(names).toEqual([
      ['Bert Bad', 'unconfirmed'],
      ['Cora Contact', 'contact'],
      ['Gina Good', 'unconfirmed'],
      ['Lena Lost', 'unconfirmed'],
    ]);
    await page.context().close();
  });

  it('a file of a spreadsheet is sent as it was written, and a mended file can be chosen again', async () => {
    const one = mark();
    const page = await motorpool.open(motorpool.admin);
    await motorpool.visit(page, '/app/people?panel=import', { heading: 'People' });
    const sheet = page.getByRole('dialog', { name: 'Import people' });
    const file = (branch: string) =>
      Buffer.from(`${HEADER.replaceAll(',', ';')}\r\nj${one}@fleet.example;Jürgen Groß;${branch};;false\r\n`, 'latin1');
    for (const [branch, said] of [
      ['NOWHERE', '1 needs correction'],
      ['AKL', 'Every row is fine.'],
    ]) {
      const buffer = file(branch!);
      await sheet.getByLabel('CSV file').setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer });
      await sheet.getByText(said!).waitFor();
    }
    await sheet.getByRole('button', { name: 'Import 1 person' }).click();
    await page.getByText('1 person was imported.').waitFor();
    expect((await found(one))[0].name).toBe('Jürgen Groß');
    await page.context().close();
  });

  it('what is no such file is told; nothing is lost', async () => {
    const page = await motorpool.open(motorpool.admin);
    await motorpool.visit(page, '/app/people?panel=import', { heading: 'People' });
    const sheet = page.getByRole('dialog', { name: 'Import people' });
    motorpool.provokes(422);
    await sheet.getByLabel('CSV file').setInputFiles(fileOf('colour,size\nred,12\n'));
    await sheet.getByRole('alert').waitFor();
    expect(await sheet.getByRole('alert').innerText()).toContain('"colour" is not a column');
    expect(await sheet.getByLabel('Rows of the file').inputValue()).toContain('red,12');
    motorpool.provokes();
    await page.context().close();
  });

  it('a long file stays usable: rows to correct first, the others as far as asked for', async () => {
    const one = mark();
    const rows = Array.from({ length: 600 }, (_, n) => `p${n}${one}@fleet.example,Person ${n},AKL,booker,true`);
    rows[400] = `p400${one}@fleet.example,Person 400,AKL,no_such_role,true`;
    const page = await motorpool.open(motorpool.admin);
    await motorpool.visit(page, '/app/people?panel=import', { heading: 'People' });
    const sheet = page.getByRole('dialog', { name: 'Import people' });
    await sheet.getByLabel('CSV file').setInputFiles(fileOf([HEADER, ...rows].join('\n')));
    await sheet.getByText('599 will be invited').waitFor();
    expect(await sheet.getByRole('rowheader').allInnerTexts()).toEqual([expect.stringContaining(`p400${one}`)]);
    await sheet.getByLabel('Only rows that need correction').uncheck();
    // Those further down are drawn a frame later.
    await sheet.getByRole('rowheader').nth(99).waitFor();
    expect(await sheet.getByRole('rowheader').count()).toBe(100);
    await sheet.getByRole('button', { name: 'Load more' }).click();
    await sheet.getByRole('rowheader').nth(199).waitFor();
    expect(await sheet.getByRole('rowheader').count()).toBe(200);
    await page.context().close();
  });

  it('can be done by keyboard alone', async () => {
    const one = mark();
    const page = await motorpool.open(motorpool.admin);
    const keyboard = new Keyboard(page);
    await motorpool.visit(page, '/app/people', { heading: 'People' });
    await page.getByText('No one is waiting').waitFor();
    await keyboard.tabTo('Import people');
    await keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Import people' }).waitFor();
    const chooser = page.waitForEvent('filechooser');
    await keyboard.tabTo('CSV file');
    await keyboard.press('Enter');
    await (await chooser).setFiles(fileOf(`${HEADER}\nkim${one}@fleet.example,Kim Keyboard,NOWHERE,,false\n`));
    await page.getByText('1 needs correction').waitFor();
    await keyboard.tabTo('Correct');
    await keyboard.press('Enter');
    await until(page, `document.activeElement?.tagName === 'TEXTAREA'`);
    await keyboard.type(`kim${one}@fleet.example,Kim Keyboard,AKL,,false`);
    await keyboard.tabTo('Check again');
    await keyboard.press('Enter');
    await page.getByText('Every row is fine.').waitFor();
    await keyboard.tabTo('Import 1 person');
    await keyboard.press('Enter');
    await page.getByText('1 person was imported.').waitFor();
    await until(page, `document.activeElement?.textContent === 'Import people'`);
    expect(await found(one)).toMatchObject([{ name: 'Kim Keyboard', state: 'contact' }]);
    await page.context().close();
  });
});
