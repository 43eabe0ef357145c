import { describeInBrowser } from '../support/browser.js';
import type { GivenUser } from '../support/given.js';
import { ADDRESS, at, confirm, reasonIn, sheetOf } from './support/booking.js';
import { ConsoleTest } from './support/console.js';
import { Keyboard } from './support/keyboard.js';
import { look } from './support/look.js';

describeInBrowser()('booking on behalf of a contact who is added on the spot', () => {
  let motorpool: ConsoleTest;
  let branchId: string;
  let vehicleId: string;
  let office: GivenUser;

  beforeAll(async () => {
    motorpool = await ConsoleTest.start();
    branchId = await motorpool.given.branch({ name: 'Berlin Mitte' });
    vehicleId = await motorpool.given.vehicle(branchId, { name: 'Golf' });
    office = await motorpool.given.user(branchId, ['branch_admin'], { name: 'Olga Office' });
    await motorpool.given.user(branchId, ['booker'], { name: 'Paul Passenger' });
  });
  afterAll(() => motorpool?.stop());
  afterEach(async () => expect(await motorpool.finish()).toEqual([]));

  const open = async (day: number) => {
    const page = await motorpool.open(office);
    const search = { vehicleId, from: at(day, 9), to: at(day, 11), branchId };
    await motorpool.visit(page, ADDRESS(search), { heading: 'Book a vehicle' });
    return { page, sheet: await sheetOf(page, 'Golf') };
  };
  const bookedOn = async (day: number) => {
    const query = `view=entered&from=${at(day, 9)}&to=${at(day, 11)}`;
    return (await office.client.expect(200, 'GET', `/bookings?${query}`)).items;
  };

  it('the contact is the booker, passengers are found by name, and what was typed before stays', async () => {
    const { page, sheet } = await open(5);
    await reasonIn(sheet);
    await sheet.getByLabel(/^Destination/).fill('Airport');
    await sheet.getByRole('button', { name: 'Add contact' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add a contact' });
    await dialog.getByLabel('Name', { exact: true }).fill('Karla Contact');
    await dialog.getByLabel('Email', { exact: true }).fill('karla@visitors.example');
    await dialog.getByRole('button', { name: 'Add contact' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(await sheet.getByLabel('Booked for').inputValue()).toBe('Karla Contact');
    expect(await sheet.getByLabel(/^Destination/).inputValue()).toBe('Airport');
    await sheet
      .getByLabel(/^Passengers/)
      .first()
      .fill('paul');
    await page.getByRole('option', { name: 'Paul Passenger' }).click();
    await sheet.getByRole('button', { name: 'Remove Paul Passenger' }).waitFor();
    await confirm(sheet);
    await page.getByRole('dialog', { name: 'Golf', exact: true }).getByText('Karla Contact').first().waitFor();
    const [booking] = await bookedOn(5);
    expect(booking).toMatchObject({ bookerName: 'Karla Contact', originatorName: 'Olga Office' });
    expect(booking.passengers).toMatchObject([{ name: 'Paul Passenger' }]);
  });

  it('an address that is wrong is said at its field, in the dialog', async () => {
    motorpool.provokes(422);
    const { page, sheet } = await open(6);
    await sheet.getByRole('button', { name: 'Add contact' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add a contact' });
    await dialog.getByLabel('Name', { exact: true }).fill('Karla Contact');
    await dialog.getByLabel('Email', { exact: true }).fill('nonsense');
    await dialog.getByRole('button', { name: 'Add contact' }).click();
    await dialog.getByLabel('Email', { exact: true }).and(page.locator('[aria-invalid=true]')).waitFor();
    expect(await look(page, 'book-contact')).toEqual([]);
  });

  it('can be done by keyboard alone', async () => {
    const { page } = await open(7);
    const keyboard = new Keyboard(page);
    await keyboard.tabTo('Reason');
    await keyboard.type('Business');
    await keyboard.tabTo('Add contact');
    await keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Add a contact' });
    await dialog.waitFor();
    await keyboard.tabTo('Name');
    await keyboard.type('Kim Keys');
    await keyboard.tabTo('Email');
    await keyboard.type('kim@visitors.example');
    await keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await keyboard.tabTo('Confirm booking');
    await keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Golf', exact: true }).getByText('Kim Keys').first().waitFor();
    expect(await bookedOn(7)).toMatchObject([{ bookerName: 'Kim Keys' }]);
  });
});
