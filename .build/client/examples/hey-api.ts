// The main job with a client that @hey-api/openapi-ts makes of the document: a test generates it, compiles this strictly and
// runs it. `docs/api.md` does the same with the client of `npm run client`.
import { createClient, createConfig } from './generated/client/index.js';
import * as motorpool from './generated/index.js';

const [baseUrl, inbox] = [process.env.MOTORPOOL!, process.env.INBOX!];
const password = 'seven quiet gears at dawn';
const email = `hana-${Date.now()}@example.org`;
const once = () => ({ 'Idempotency-Key': crypto.randomUUID() });

const anyone = createClient(createConfig({ baseUrl, throwOnError: true }));

/** A client for somebody who signs in with their password. */
async function person(address: string) {
  const { response } = await motorpool.signIn({
    client: anyone,
    body: { email: address, password },
    throwOnError: true,
  });
  const [cookie = ''] = response.headers.getSetCookie();
  const session = /^[^=]+=([^;]*)/.exec(cookie)![1]!;
  return createClient(
    createConfig({
      baseUrl,
      headers: { origin: new URL(baseUrl).origin },
      auth: ({ in: place }) => (place === 'cookie' ? session : undefined),
    }),
  );
}

async function emailAbout(words: string): Promise<{ subject: string; links: string[] }> {
  for (;;) {
    const response = await fetch(`${inbox}/messages/latest?to=${email}&subject=${encodeURIComponent(words)}`);
    if (response.ok) return response.json();
    await new Promise((resolve) => {
      setTimeout(resolve, 100);
    });
  }
}

const open = await motorpool.getSignUpOptions({ client: anyone, throwOnError: true });
const branchId = open.data.branches.find(({ name }) => name === 'Auckland Depot')!.id;
await motorpool.register({
  client: anyone,
  body: { email, name: 'Hana New', password, branchId },
  throwOnError: true,
});
const token = new URL((await emailAbout('Confirm')).links[0]!).searchParams.get('token')!;
const confirmed = await motorpool.verifyEmail({ client: anyone, body: { token }, throwOnError: true });
console.log(confirmed.data.state);

const admin = await person('admin@demo.example');
const found = await motorpool.listUsers({ client: admin, query: { state: 'pending', q: email }, throwOnError: true });
const roles = await motorpool.listRoles({ client: admin, throwOnError: true });
const approved = await motorpool.approveUser({
  client: admin,
  path: { id: found.data.items[0]!.id },
  headers: once(),
  body: { branchId, roles: [{ roleId: roles.data.items.find(({ key }) => key === 'booker')!.id }], groupIds: [] },
  throwOnError: true,
});
console.log(approved.data.state);

const hana = await person(email);
const day = 864e5 * (30.5 + (Math.floor(Date.now() / 1000) % 300));
const [from, to] = [0, 3_600_000].map((later) => new Date(Date.now() + day + later).toISOString()) as [string, string];
const free = await motorpool.findAvailability({ client: hana, query: { from, to, kind: 'boat' }, throwOnError: true });
const reasons = await motorpool.listBookingReasons({ client: hana, throwOnError: true });
const wish = {
  vehicleId: free.data.vehicles[0]!.id,
  start: from,
  end: to,
  reasonId: reasons.data.items.find(({ key }) => key === 'business')!.id,
};
const booking = await motorpool.createBooking({ client: hana, headers: once(), body: wish, throwOnError: true });
console.log(booking.data.state);

// Without `throwOnError` a refusal is an answer like any other, with its own type.
const taken = await motorpool.createBooking({ client: hana, headers: once(), body: wish });
console.log(taken.error && 'code' in taken.error && taken.error.code);

const approver = await person('approver@demo.example');
const queue = await motorpool.listApprovalRequests({ client: approver, query: { from, to }, throwOnError: true });
const decided = await motorpool.decideApprovalRequest({
  client: approver,
  path: { id: queue.data.items.find(({ bookingId }) => bookingId === booking.data.id)!.id },
  headers: once(),
  body: { decision: 'approve' },
  throwOnError: true,
});
console.log(decided.data.state);
console.log((await emailAbout('Booking confirmed')).subject.split(':')[0]);
