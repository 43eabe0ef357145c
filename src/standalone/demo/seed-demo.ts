import { DAY_MS, dayOf, instantOf, localTimeOf } from '../../platform/domain/local-time.js';
import { type DemoAddresses, DemoClient } from './demo-client.js';
import * as data from './demo-data.js';

/** The settings for the demo's first administrator; an operator may set others. */
export const demoAdmin = { BOOTSTRAP_ADMIN_EMAIL: 'admin@demo.example', BOOTSTRAP_ADMIN_PASSWORD: data.PASSWORD };

export interface DemoSignIn {
  role: string;
  email: string;
  password: string;
  /** What the terminal prints for the password: never one that an operator chose. */
  shown: string;
}

/** Who may sign in to look around. */
export function demoSignIns(settings: Partial<typeof demoAdmin>): DemoSignIn[] {
  const { BOOTSTRAP_ADMIN_EMAIL: email, BOOTSTRAP_ADMIN_PASSWORD: password } = { ...demoAdmin, ...settings };
  const shown = password === data.PASSWORD ? password : '(BOOTSTRAP_ADMIN_PASSWORD)';
  const others = { approver: 'approver@demo.example', booker: 'booker@demo.example' };
  return [
    { role: 'admin', email, password, shown },
    ...Object.entries(others).map(([role, email]) => ({ role, email, password: data.PASSWORD, shown: data.PASSWORD })),
  ];
}

type Ids = Record<string, string>;

/** Fills an empty organisation through the REST API and the mail inbox, as people would. */
export async function seedDemo(addresses: DemoAddresses, { email, password }: DemoSignIn): Promise<void> {
  const admin = new DemoClient(addresses);
  // Otherwise the links of an earlier, unfinished demo would be followed.
  await admin.emptyInbox();
  await admin.signIn(email, password);
  await admin.patch('/organisation', data.organisation);
  const branches = await made(
    data.branches,
    ({ code }) => code,
    (branch) => admin.post('/branches', branch),
  );
  const vehicles = await addVehicles(admin, branches, await equip(admin, branches));
  await invite(admin, branches);
  await register(admin, branches);
  await bookAWeek(addresses, vehicles);
  await decideSome(addresses);
}

async function made<T>(
  things: readonly T[],
  nameOf: (thing: T) => string,
  make: (thing: T) => Promise<{ id: string }>,
) {
  const ids: Ids = {};
  for (const thing of things) ids[nameOf(thing)] = (await make(thing)).id;
  return ids;
}

/** Adds welcome messages, and the equipment and locations of vehicles. */
async function equip(admin: DemoClient, branches: Ids): Promise<Ids> {
  for (const [code, markdown] of Object.entries(data.welcomeMessages)) {
    await admin.put(`/branches/${branches[code]}/welcome-message`, { markdown });
  }
  const at = ({ name, at: codes }: data.DemoBelonging) => ({ name, branchIds: codes.map((code) => branches[code]) });
  const nameOf = ({ name }: data.DemoBelonging) => name;
  const locations = await made(data.locations, nameOf, (location) => admin.post('/locations', at(location)));
  const accessories = await made(data.accessories, nameOf, (accessory) => admin.post('/accessories', at(accessory)));
  return { ...locations, ...accessories };
}

async function addVehicles(admin: DemoClient, branches: Ids, equipment: Ids): Promise<Ids> {
  const flows = await made(
    Object.entries(data.flows),
    ([key]) => key,
    ([, flow]) => admin.post('/approval-flows', flow),
  );
  return made(
    data.vehicles,
    ({ registration }) => registration,
    ({ branch, flow, ...vehicle }) => {
      const location = data.locations.find(({ at }) => at.includes(branch))!;
      const has = data.accessories.filter(({ at, kind }) => at.includes(branch) && kind === vehicle.kind);
      return admin.post('/vehicles', {
        ...vehicle,
        branchId: branches[branch],
        locationId: equipment[location.name],
        accessoryIds: has.map(({ name }) => equipment[name]),
        approvalFlowId: flow ? flows[flow] : null,
      });
    },
  );
}

async function invite(admin: DemoClient, branches: Ids): Promise<void> {
  const { items } = await admin.get<{ items: { id: string; key: string }[] }>('/roles');
  const roleId = (key: string) => items.find((role) => role.key === key)!.id;
  const ids = await made(
    data.staff,
    ({ email }) => email,
    ({ branch, roles, ...person }) =>
      admin.post('/users', {
        ...person,
        canSignIn: true,
        branchId: branches[branch],
        roles: Object.entries(roles).map(([key, reach]) => ({
          roleId: roleId(key),
          ...(reach && { branchIds: reach.map((code) => branches[code]) }),
        })),
      }),
  );
  for (const { branch, ...person } of data.contacts) {
    await admin.post('/users', { ...person, canSignIn: false, branchId: branches[branch] });
  }
  for (const { email } of data.staff) await admin.followLink(email, data.PASSWORD);
  await admin.post(`/users/${ids['sam@demo.example']}/suspension`);
}

async function register(admin: DemoClient, branches: Ids): Promise<void> {
  for (const { branch, until, ...person } of data.applicants) {
    await admin.post('/registrations', { ...person, password: data.PASSWORD, branchId: branches[branch] });
    if (until !== 'registered') await admin.followLink(person.email);
    if (until !== 'rejected') continue;
    const { items } = await admin.get<{ items: { id: string }[] }>(`/users?q=${encodeURIComponent(person.email)}`);
    await admin.post(`/users/${items[0]!.id}/rejection`, {
      reason: 'We don’t know you yet. Please call the office.',
    });
  }
}

const HOUR_MS = 3_600_000;

/** Books seven days from tomorrow, mornings and afternoons, for various people. */
async function bookAWeek(addresses: DemoAddresses, vehicles: Ids): Promise<void> {
  const bookers = [
    { email: 'booker@demo.example', zone: 'Pacific/Auckland', registrations: ['LEA101', 'COR202', 'VAN303', 'BOAT05'] },
    { email: 'mia@demo.example', zone: 'Pacific/Auckland', registrations: ['POL606', 'KON707', 'UTE808', 'BUS404'] },
    { email: 'olly@demo.example', zone: 'Australia/Sydney', registrations: ['VH-MPA', 'VH-MPB', 'AIR012'] },
  ];
  const places = ['Hamilton office', 'Airport', 'Client visit', 'Training area', 'Workshop'];
  for (const { email, zone, registrations } of bookers) {
    const client = await new DemoClient(addresses).signIn(email, data.PASSWORD);
    const { items: reasons } = await client.get<{ items: { id: string; key: string }[] }>('/booking-reasons');
    const business = reasons.find(({ key }) => key === 'business')!.id;
    const today = dayOf(localTimeOf(new Date(), zone));
    for (let day = 1; day <= 7; day += 1) {
      const registration = registrations[day % registrations.length]!;
      const start = today + day * DAY_MS + (8 + (day % 3)) * HOUR_MS;
      const end = start + (day % 4 === 0 ? 10 : 3) * HOUR_MS;
      await client.post('/bookings', {
        vehicleId: vehicles[registration],
        start: instantOf(start, zone).toISOString(),
        end: instantOf(end, zone).toISOString(),
        reasonId: business,
        destination: places[day % places.length],
      });
    }
  }
}

/** Leaves requests in the queue, and decides the first two: one approved, one declined. */
async function decideSome(addresses: DemoAddresses): Promise<void> {
  const approver = await new DemoClient(addresses).signIn('approver@demo.example', data.PASSWORD);
  const { items } = await approver.get<{ items: { id: string }[] }>('/approvals');
  const [first, second] = items;
  if (first) await approver.post(`/approvals/${first.id}/decision`, { decision: 'approve' });
  if (second)
    await approver.post(`/approvals/${second.id}/decision`, { decision: 'decline', note: 'Kept for maintenance.' });
}
