import { describeInBrowser } from '../support/browser.js';
import { eventually } from '../support/eventually.js';
import type { GivenUser } from '../support/given.js';
import { ADDRESS, at, reasonIn } from './support/booking.js';
import { ConsoleTest } from './support/console.js';
import { Keyboard } from './support/keyboard.js';
import { look } from './support/look.js';

const isOffered = ({ state }: { state: string }) => state === 'offered';

describeInBrowser()('from nothing free to an accepted offer', () => {
  let motorpool: ConsoleTest;
  let branchId: string;
  let vehicleId: string;
  let booker: GivenUser;
  let rival: GivenUser;
  let taken: string;
  let day = 5;

  beforeAll(async () => {
    motorpool = await ConsoleTest.start();
    branchId = await motorpool.given.branch({ name: 'Berlin Mitte' });
    vehicleId = await motorpool.given.vehicle(branchId, { name: 'Golf' });
    booker = await motorpool.given.user(branchId, ['booker'], { name: 'Bea Booker' });
    rival = await motorpool.given.user(branchId, ['booker'], { name: 'Rita Rival' });
  });
  afterAll(() => motorpool?.stop());
  beforeEach(async () => {
    day += 1;
    const wish = { vehicleId, start: at(day, 9), end: at(day, 11), reasonId: await motorpool.given.reason() };
    taken = (await rival.client.expect(201, 'POST', '/bookings', wish)).id;
  });
  afterEach(async () => expect(await motorpool.finish()).toEqual([]));

  const search = () => ADDRESS({ from: at(day, 9), to: at(day, 11), branchId });
  const entries = async () => (await booker.client.expect(200, 'GET', '/waiting-list')).items;
  /** The vehicle becomes free, and an email says so. */
  const offered = async () => {
    await rival.client.expect(200, 'POST', `/bookings/${taken}/cancellation`, {});
    await eventually('an offer', async () => (await entries()).find(isOffered));
    await motorpool.app.mail.waitFor(booker.email, /Golf/);
  };
  const mine = async () =>
    (await booker.client.expect(200, 'GET', `/bookings?from=${at(day, 9)}&to=${at(day, 11)}`)).items;

  it('BK-14: the waiting list is joined from “nothing free”, and the offer is accepted on Today', async () => {
    const page = await motorpool.open(booker);
    await motorpool.visit(page, search(), { heading: 'Book a vehicle' });
    await page.getByRole('heading', { name: 'Nothing is free at that time' }).waitFor();
    await page.getByRole('link', { name: 'See the board' }).waitFor();
    expect(await look(page, 'book-nothing')).toEqual([]);
    await page.getByRole('button', { name: 'Join waiting list' }).click();
    await page.getByText(/You are on the waiting list/).waitFor();
    expect((await entries())[0]).toMatchObject({ state: 'waiting', branchId, start: at(day, 9), end: at(day, 11) });
    await offered();
    await page.getByRole('link', { name: 'Today' }).click();
    await page.getByRole('button', { name: 'Accept offer' }).click();
    const sheet = page.getByRole('dialog', { name: 'Book Golf' });
    await reasonIn(sheet);
    await sheet.getByLabel(/^Destination/).fill('Harbour');
    expect(await look(page, 'accept-offer')).toEqual([]);
    await sheet.getByRole('button', { name: 'Accept offer' }).click();
    await sheet.waitFor({ state: 'detached' });
    await page.getByRole('heading', { name: 'Now available for you' }).waitFor({ state: 'detached' });
    await page.getByRole('article', { name: /^Golf/ }).first().waitFor();
    expect(await mine()).toMatchObject([{ vehicleName: 'Golf', state: 'confirmed', destination: 'Harbour' }]);
  });

  it('BK-14: the email leads to the sheet of its offer, and says so when the offer is over', async () => {
    await booker.client.expect(201, 'POST', '/waiting-list', { branchId, start: at(day, 9), end: at(day, 11) });
    await offered();
    const page = await motorpool.open(booker);
    const { id } = (await entries()).find(isOffered);
    const link = `${motorpool.app.origin}/app?offer=${id}`;
    const isLinked = ({ text }: { text: string }) => text.includes(link);
    await eventually('its email', () => Promise.resolve(motorpool.app.mail.to(booker.email).find(isLinked)));
    await page.goto(link);
    const sheet = page.getByRole('dialog', { name: 'Book Golf' });
    await reasonIn(sheet);
    await sheet.getByRole('button', { name: 'Accept offer' }).click();
    await sheet.waitFor({ state: 'detached' });
    expect(await mine()).toMatchObject([{ vehicleName: 'Golf', state: 'confirmed' }]);
    await page.goto(link);
    await page.getByText(/This offer has ended/).waitFor();
  });

  it('BK-14: what somebody waits for is in their bookings, and they can leave the list there', async () => {
    await booker.client.expect(201, 'POST', '/waiting-list', { branchId, start: at(day, 9), end: at(day, 11) });
    const page = await motorpool.open(booker);
    await motorpool.visit(page, '/app/bookings', { heading: 'Bookings' });
    await page.getByRole('region', { name: 'Waiting list' }).getByText('Any vehicle of Berlin Mitte').waitFor();
    expect(await look(page, 'bookings-waiting')).toEqual([]);
    await page.getByRole('button', { name: /^Leave waiting list/ }).click();
    const dialog = page.getByRole('alertdialog', { name: 'Leave the waiting list?' });
    await dialog.getByRole('button', { name: 'Leave waiting list' }).click();
    await page.getByText('You left the waiting list.').waitFor();
    await page.getByRole('region', { name: 'Waiting list' }).waitFor({ state: 'detached' });
    expect((await entries())[0]).toMatchObject({ state: 'withdrawn' });
  });

  it('BK-14: whoever looked for a kind waits for a vehicle of it, and not for any other', async () => {
    const { kind } = await booker.client.expect(200, 'GET', `/vehicles/${vehicleId}`);
    const page = await motorpool.open(booker);
    await motorpool.visit(page, `${search()}&kind=${kind}`, { heading: 'Book a vehicle' });
    await page.getByRole('heading', { name: `No ${kind} is free at that time` }).waitFor();
    expect(await look(page, 'book-nothing-of-kind')).toEqual([]);
    await page.getByRole('button', { name: 'Join waiting list' }).click();
    await page.getByText(/You are on the waiting list/).waitFor();
    expect((await entries())[0]).toMatchObject({ state: 'waiting', vehicleId });
    await page.getByRole('link', { name: 'Search all vehicles' }).click();
    await page.getByRole('heading', { name: 'Nothing is free at that time' }).waitFor();
  });

  it('is joined, and the offer accepted, by keyboard alone', async () => {
    const page = await motorpool.open(booker);
    const keyboard = new Keyboard(page);
    await page.goto(motorpool.app.origin + search());
    await page.getByRole('button', { name: 'Join waiting list' }).waitFor();
    await keyboard.tabTo('Join waiting list');
    await keyboard.press('Enter');
    await page.getByText(/You are on the waiting list/).waitFor();
    await offered();
    await page.goto(`${motorpool.app.origin}/app`);
    await page.getByRole('button', { name: 'Accept offer' }).waitFor();
    await keyboard.tabTo('Accept offer');
    await keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Book Golf' }).getByLabel('Reason').waitFor();
    await keyboard.tabTo('Reason');
    await keyboard.type('Business');
    await keyboard.tabTo('Accept offer');
    await keyboard.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await mine()).toMatchObject([{ state: 'confirmed' }]);
  });
});
