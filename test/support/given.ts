import { randomBytes } from 'node:crypto';
import type { TestApp } from './app.js';
import type { Client } from './client.js';
import { PICTURE } from './picture.js';

export const PASSWORD = 'copper kettle on a slow train';

export interface GivenUser {
  id: string;
  email: string;
  client: Client;
}

let count = 0;
const unique = () => `${(count += 1)}${randomBytes(3).toString('hex')}`;

/** Makes what a test stands on, through the service's own doors. */
export class Given<App extends Pick<TestApp, 'admin' | 'anyone' | 'mail'> = TestApp> {
  #roles: Promise<{ id: string; key: string }[]> | undefined;
  #reasons: Promise<{ id: string; key: string }[]> | undefined;

  constructor(readonly app: App) {}

  async branch(fields: object = {}): Promise<string> {
    const name = unique();
    const body = { name: `Branch ${name}`, code: `B${name}`, timeZone: 'Europe/Berlin', openToSignUp: true, ...fields };
    return (await this.app.admin.expect(201, 'POST', '/branches', body)).id as string;
  }

  async vehicle(branchId: string, fields: object = {}): Promise<string> {
    const body = { branchId, name: `Car ${unique()}`, registration: `R${unique()}`, kind: 'car', seats: 5, ...fields };
    return (await this.app.admin.expect(201, 'POST', '/vehicles', body)).id as string;
  }

  /** Gives a vehicle a photo. */
  async photo(vehicleId: string): Promise<void> {
    const options = { raw: PICTURE, headers: { 'content-type': 'image/png' } };
    const { status, text } = await this.app.admin.put(`/vehicles/${vehicleId}/photo`, undefined, options);
    if (status !== 200) throw new Error(`${status}: ${text}`);
  }

  async flow(conditions: object = { always: true }, fields: object = {}): Promise<string> {
    const body = { name: `Flow ${unique()}`, conditions, ...fields };
    return (await this.app.admin.expect(201, 'POST', '/approval-flows', body)).id as string;
  }

  async group(branchIds: string[]): Promise<string> {
    return (await this.app.admin.expect(201, 'POST', '/groups', { name: `Group ${unique()}`, branchIds })).id as string;
  }

  async roleId(key: string): Promise<string> {
    this.#roles ??= this.app.admin.expect(200, 'GET', '/roles').then(({ items }) => items);
    return (await this.#roles).find((role) => role.key === key)!.id;
  }

  /** A role of the organisation's own. */
  async role(fields: object = {}): Promise<string> {
    return (await this.app.admin.expect(201, 'POST', '/roles', { name: `Role ${unique()}`, ...fields })).id as string;
  }

  async reason(key = 'business'): Promise<string> {
    this.#reasons ??= this.app.admin.expect(200, 'GET', '/booking-reasons').then(({ items }) => items);
    return (await this.#reasons).find((reason) => reason.key === key)!.id;
  }

  /** Somebody who was invited, followed the link and signed in. A role may carry the branches that it reaches. */
  async user(
    branchId: string,
    roles: (string | [string, string[]])[],
    fields: object = {},
    by: Client = this.app.admin,
  ): Promise<GivenUser> {
    const email = `person${unique()}@fleet.example`;
    const body = {
      email,
      name: `Person ${email.split('@')[0]}`,
      canSignIn: true,
      branchId,
      roles: await Promise.all(roles.map((role) => this.#assignment(role))),
      ...fields,
    };
    const { id } = await by.expect(201, 'POST', '/users', body);
    const token = (await this.app.mail.waitFor(email)).tokens[0]!;
    const client = this.app.anyone();
    await client.expect(200, 'POST', '/email-verifications', { token, password: PASSWORD });
    return { id: id as string, email, client: await client.signIn(email, PASSWORD) };
  }

  async contact(branchId: string): Promise<string> {
    const body = { email: `contact${unique()}@else.example`, name: 'A Contact', canSignIn: false, branchId };
    return (await this.app.admin.expect(201, 'POST', '/users', body)).id as string;
  }

  /** A body for POST /bookings: an hour, some days ahead. */
  async wish(vehicleId: string, daysAhead = 1, hours = 1): Promise<Wish> {
    const start = new Date(Date.now() + daysAhead * 86_400_000);
    start.setUTCMinutes(0, 0, 0);
    const end = new Date(start.getTime() + hours * 3_600_000);
    return { vehicleId, start: start.toISOString(), end: end.toISOString(), reasonId: await this.reason() };
  }

  /** From now on, for some hours: what is checked out has begun, or is about to. */
  fromNow(hours = 2): { start: string; end: string } {
    const start = Date.now() + 1_000;
    return { start: new Date(start).toISOString(), end: new Date(start + hours * 3_600_000).toISOString() };
  }

  async ownReason(category = 'business'): Promise<string> {
    const body = { name: `Reason ${unique()}`, category };
    return (await this.app.admin.expect(201, 'POST', '/booking-reasons', body)).id as string;
  }

  async policy(limits: object = {}): Promise<string> {
    const body = { name: `Policy ${unique()}`, ...limits };
    return (await this.app.admin.expect(201, 'POST', '/booking-policies', body)).id as string;
  }

  async #assignment(role: string | [string, string[]]) {
    const [key, branchIds] = typeof role === 'string' ? [role, undefined] : role;
    return { roleId: await this.roleId(key), ...(branchIds && { branchIds }) };
  }
}

export interface Wish {
  vehicleId: string;
  start: string;
  end: string;
  reasonId: string;
}
