import type { Client } from './client.js';
import type { TestApp } from './app.js';
import { Given, type GivenUser } from './given.js';

const HOUR = 3_600_000;
const SLOTS = 72;
export const QUOTA = 3;

/** One act: what is done, by whom, and numbers that choose the things it is done to. */
export interface Act {
  kind: string;
  who: number;
  a: number;
  b: number;
  c: number;
}

type Loose = Awaited<ReturnType<Client['send']>>;

const pick = <T>(things: readonly T[], at: number): T | undefined => things[at % Math.max(things.length, 1)];

/** What the clients know of: what the service has acknowledged, whatever has become of it since. */
export class RandomWorld {
  readonly people: GivenUser[] = [];
  readonly vehicles: string[] = [];
  readonly bookings: string[] = [];
  readonly cancelled: string[] = [];
  readonly series: string[] = [];
  readonly entries: string[] = [];
  readonly outages: { vehicleId: string; id: string }[] = [];
  readonly delegations: { id: string; by: GivenUser }[] = [];
  readonly processes: string[];
  branchId!: string;
  quotaPolicyId!: string;
  reasonId!: string;
  approver!: GivenUser;
  policyId!: string;
  flowId!: string;
  roleId!: string;
  roles!: { booker: string; approver: string };
  #base!: number;

  constructor(
    readonly app: TestApp,
    elsewhere: string,
  ) {
    this.processes = [app.origin, elsewhere];
  }

  async prepare(): Promise<void> {
    const given = new Given(this.app);
    this.branchId = await given.branch();
    this.quotaPolicyId = await given.policy({ maxOpenPerPerson: QUOTA });
    this.policyId = await given.policy({ maxMinutes: 600 });
    this.flowId = await given.flow();
    this.roleId = await given.role({ permissions: ['branches.read'] });
    this.reasonId = await given.reason();
    this.roles = { booker: await given.roleId('booker'), approver: await given.roleId('booking_approver') };
    const both = { policyId: this.quotaPolicyId, approvalFlowId: this.flowId };
    const kinds = [
      { policyId: this.quotaPolicyId },
      { policyId: this.policyId },
      { approvalFlowId: this.flowId },
      both,
    ];
    for (const fields of [...kinds, {}, {}])
      this.vehicles.push(await given.vehicle(this.branchId, { seats: 4, ...fields }));
    this.approver = await given.user(this.branchId, ['booking_approver', 'booker']);
    for (let index = 0; index < 5; index += 1) this.people.push(await given.user(this.branchId, ['booker']));
    this.people.push(this.approver, await given.user(this.branchId, ['booking_admin', 'booker', 'on_behalf_booker']));
    this.#base = Math.ceil(Date.now() / HOUR) * HOUR + 48 * HOUR;
  }

  /** @returns the answer; undefined where there is nothing yet that the act could be done to */
  async do(act: Act): Promise<Loose | undefined> {
    const answer = await ACTS[act.kind]!(this, act, this.#client(act));
    this.#learn(act, answer);
    return answer;
  }

  #client({ who, a, b }: Act): Client {
    return this.people[who % this.people.length]!.client.at(this.processes[(a + b) % this.processes.length]!);
  }

  admin = ({ a }: Act): Client => this.app.admin.at(this.processes[a % 2]!);

  times({ b, c }: Act): { start: string; end: string } {
    const start = this.#base + (b % SLOTS) * HOUR;
    return { start: new Date(start).toISOString(), end: new Date(start + (1 + (c % 3)) * HOUR).toISOString() };
  }

  wish(act: Act): object {
    return { vehicleId: pick(this.vehicles, act.a), reasonId: this.reasonId, ...this.times(act) };
  }

  person = (at: number): string => pick(this.people, at)!.id;
  /** One of the latest: what is older is over, or was changed often. */
  booking = (at: number): string | undefined => pick(this.bookings.slice(-40), at);

  #learn({ kind, who, a }: Act, answer: Loose | undefined): void {
    if (!answer || answer.status >= 300) return;
    const { body } = answer;
    if (['book', 'bookNow', 'bookFor', 'override', 'accept'].includes(kind)) this.bookings.push(body.id);
    if (kind === 'series') {
      this.series.push(body.id);
      for (const { bookingId } of body.occurrences) if (bookingId) this.bookings.push(bookingId);
    }
    if (kind === 'cancel') this.cancelled.push(body.id);
    if (kind === 'wait') this.entries.push(body.id);
    if (kind === 'outage') this.outages.push({ vehicleId: pick(this.vehicles, a)!, id: body.id });
    if (kind === 'delegate') this.delegations.push({ id: body.id, by: this.people[who % this.people.length]! });
  }
}

type Doing = (world: RandomWorld, act: Act, client: Client) => Promise<Loose | undefined> | undefined;
const ofBooking =
  (method: string, verb: string, body: (world: RandomWorld, act: Act) => object): Doing =>
  (world, act, client) => {
    const id = world.booking(act.a);
    // Half of the time it is done for others: most bookings are not the asker's own.
    const by = act.who % 2 ? world.admin(act) : client;
    return id === undefined ? undefined : by.send(method, `/bookings/${id}${verb}`, { body: body(world, act) });
  };

/** Every act of bookings, approvals, waiting list, unavailability, roles and policies. */
const ACTS: Record<string, Doing> = {
  book: (world, act, client) => client.post('/bookings', world.wish(act)),
  bookNow: (world, act, client) => {
    const start = Date.now() + 1_000;
    const times = { start: new Date(start).toISOString(), end: new Date(start + HOUR).toISOString() };
    return client.post('/bookings', { ...world.wish(act), ...times });
  },
  bookFor: (world, act, client) =>
    client.post('/bookings', {
      ...world.wish(act),
      bookerId: world.person(act.c),
      passengerIds: [world.person(act.b)],
    }),
  // Never of a vehicle with the quota, which nothing but its own check is to keep.
  override: (world, act) =>
    world
      .admin(act)
      .post('/bookings', { ...world.wish({ ...act, a: 1 }), bookerId: world.person(act.c), overridePolicy: true }),
  series: (world, act, client) => {
    const rrule = `FREQ=DAILY;COUNT=${2 + (act.c % 4)}`;
    return client.post('/booking-series', { ...world.wish(act), rrule, onConflict: act.who % 2 ? 'fail' : 'skip' });
  },
  editSeries: (world, act, client) => {
    const id = pick(world.series.slice(-10), act.a);
    const change = act.c % 2 ? world.times(act) : { vehicleId: pick(world.vehicles, act.b) };
    return id === undefined ? undefined : client.patch(`/booking-series/${id}`, { ...change, onConflict: 'skip' });
  },
  cancelSeries: (world, act, client) => {
    const id = pick(world.series.slice(-10), act.a);
    const from = act.c % 2 ? { from: world.times(act).start } : {};
    return id === undefined ? undefined : client.post(`/booking-series/${id}/cancellation`, from);
  },
  move: ofBooking('PATCH', '', (world, act) => world.times(act)),
  otherVehicle: ofBooking('PATCH', '', (world, { b }) => ({ vehicleId: pick(world.vehicles, b) })),
  otherBooker: ofBooking('PATCH', '', (world, { b }) => ({ bookerId: world.person(b) })),
  passengers: ofBooking('PATCH', '', (world, { b, c }) => ({
    passengerIds: [...new Set([world.person(b), world.person(c)])],
  })),
  redirect: ofBooking('PATCH', '', (_, { b }) => ({ destination: `Stop ${b}`, wholeVehicle: b % 3 === 0 })),
  cancel: ofBooking('POST', '/cancellation', () => ({})),
  checkOut: ofBooking('POST', '/check-out', () => ({})),
  return: ofBooking('POST', '/return', () => ({})),
  extend: ofBooking('POST', '/extension', (world, act) => ({ end: world.times(act).end })),
  takeSeat: ofBooking('POST', '/seats', () => ({})),
  seatFor: ofBooking('POST', '/seats', (world, { b }) => ({ userId: world.person(b) })),
  giveSeat: ofBooking('DELETE', '/seats', () => ({})),
  wait: (world, act, client) => {
    const where = act.c % 2 ? { vehicleId: pick(world.vehicles, act.a) } : { branchId: world.branchId };
    return client.post('/waiting-list', { ...where, ...world.times(act) });
  },
  stopWaiting: (world, act, client) => {
    const id = pick(world.entries.slice(-20), act.a);
    return id === undefined ? undefined : client.delete(`/waiting-list/${id}`);
  },
  accept: async (world, { a }, client) => {
    const { body } = await client.get('/waiting-list?limit=50');
    const offered = (body.items as { id: string; state: string }[] | undefined)?.filter(
      ({ state }) => state === 'offered',
    );
    const entry = pick(offered ?? [], a);
    return entry && client.post(`/waiting-list/${entry.id}/acceptance`, { reasonId: world.reasonId });
  },
  decide: async (world, act) => {
    const client = world.approver.client.at(world.processes[act.a % 2]!);
    const { body } = await client.get('/approvals?state=pending&limit=20');
    const request = pick((body.items ?? []) as { id: string }[], act.b % 4);
    return request && client.post(`/approvals/${request.id}/decision`, { decision: act.c % 3 ? 'approve' : 'decline' });
  },
  decideMany: async (world, act) => {
    const client = world.admin(act);
    const { body } = await client.get('/approvals?state=pending&limit=5');
    const items = ((body.items ?? []) as { id: string }[]).map(({ id }) => ({
      id,
      decision: act.c % 2 ? 'approve' : 'decline',
    }));
    return items.length === 0 ? undefined : client.post('/approvals/decisions', { items });
  },
  delegate: (world, act, client) =>
    client.post('/approval-delegations', { delegateId: world.person(act.b), ...world.times(act) }),
  endDelegation: (world, { a }) => {
    const delegation = pick(world.delegations, a);
    return delegation && delegation.by.client.delete(`/approval-delegations/${delegation.id}`);
  },
  outage: (world, act) =>
    world
      .admin(act)
      .post(`/vehicles/${pick(world.vehicles, act.a)}/unavailability`, { ...world.times(act), note: 'Brakes.' }),
  endOutage: (world, act) => {
    const outage = pick(world.outages.slice(-10), act.b);
    return outage && world.admin(act).delete(`/vehicles/${outage.vehicleId}/unavailability/${outage.id}`);
  },
  changeSeats: (world, act) =>
    world.admin(act).patch(`/vehicles/${pick(world.vehicles, act.a)}`, { seats: 2 + (act.b % 3) }),
  disable: (world, act) =>
    world.admin(act).patch(`/vehicles/${pick(world.vehicles, act.a)}`, { state: act.c % 8 ? 'active' : 'disabled' }),
  changePolicy: (world, act) =>
    world
      .admin(act)
      .patch(`/booking-policies/${world.policyId}`, { maxMinutes: 60 + act.b, bufferMinutes: act.c % 61 }),
  changeFlow: (world, act) =>
    world.admin(act).patch(`/approval-flows/${world.flowId}`, {
      conditions: act.c % 2 ? { always: true } : { longerThanMinutes: 60 + act.b },
      requireSecondPerson: act.b % 2 === 0,
    }),
  grant: (world, act) =>
    world.admin(act).put(`/roles/${world.roleId}/permissions`, {
      keys: act.b % 2 ? ['branches.read'] : ['branches.read', 'vehicles.read'],
    }),
  assign: (world, { a, b, ...act }) => {
    const { booker, approver } = world.roles;
    const roles = b % 4 === 0 ? [world.roleId] : b % 4 === 1 ? [booker, world.roleId] : [booker, approver];
    const id = world.people[a % 5]!.id;
    return world.admin({ a, b, ...act }).put(`/users/${id}/roles`, { roles: roles.map((roleId) => ({ roleId })) });
  },
  read: (world, act, client) => {
    const { start } = world.times(act);
    const span = `from=${start}&to=${new Date(Date.parse(start) + 24 * HOUR).toISOString()}&branchId=${world.branchId}`;
    const paths = ['/bookings?view=mine', '/me/tasks', `/board?${span}`, `/availability?${span}`, '/waiting-list'];
    return client.get(pick(paths, act.a)!);
  },
};

export const KINDS = Object.keys(ACTS);
