import { actOf } from './acts.js';
import type { TestApp } from './app.js';
import type { Client } from './client.js';
import { idsOfKind } from './foreign-ids.js';
import { Given, type GivenUser } from './given.js';
import { isId, type Operation, type Parameter } from './operations.js';
import { type Scene, setScene } from './scene.js';

/** Stands in every name and text of the foreign branch, and nowhere else. */
export const MARK = 'Xanadu';

/** The rover is at home in one branch, and has a role there and in a third one. */
export const personas = ['booker', 'approver', 'branchAdmin', 'rover'] as const;
export type Persona = (typeof personas)[number];

/** Ids that are the organisation's, not a branch's: there is nothing foreign about them. */
export const ORGANISATION_WIDE = ['roleId', 'reasonId', 'approvalFlowId', 'policyId', 'approverRoleId'];

/** Two branches with everything in them, and who of the one must see nothing of the other. */
export class Walls {
  private constructor(
    readonly app: TestApp,
    readonly home: Scene,
    readonly foreign: Scene,
    readonly rover: GivenUser,
  ) {}

  static async build(app: TestApp): Promise<Walls> {
    const given = new Given(app);
    const [home, foreign] = [await setScene(given, 'Home'), await setScene(given, MARK)];
    // Which branches take registrations is public; this one is not among them.
    await app.admin.expect(200, 'PATCH', `/branches/${foreign.branchId}`, { openToSignUp: false });
    const third = await given.branch({ name: 'Third branch' });
    const rover = await given.user(home.branchId, [['multibranch_admin', [home.branchId, third]]]);
    // Somebody of the home branch books abroad: what is told of them at home must not tell of it.
    const abroad = { ...(await given.wish(foreign.vehicleId, 25)), destination: `${MARK} coast` };
    await home.everybody.client.expect(201, 'POST', '/bookings', abroad);
    return new Walls(app, home, foreign, rover);
  }

  clientOf = (who: Persona): Client => (who === 'rover' ? this.rover : this.home[who]).client;

  peopleAtHome = (): string[] => {
    const { booker, approver, branchAdmin, everybody, people } = this.home;
    return [this.rover.id, booker.id, approver.id, branchAdmin.id, everybody.id, ...Object.values(people)];
  };

  async peopleAbroad(): Promise<string[]> {
    const { branchAdmin, registered, people } = this.foreign;
    const { user } = await this.app.admin.expect(200, 'GET', '/session'); // belongs to no branch at all
    return [user.id as string, branchAdmin.id, registered.id, ...Object.values(people)];
  }

  async textAbroad(): Promise<string[]> {
    const { branchId, vehicleId } = this.foreign;
    return [MARK, branchId, vehicleId, ...(await this.peopleAbroad()).slice(1)];
  }

  async foreignIds(kind: string): Promise<string[]> {
    const { rows } = await this.app.db.query<{ id: string }>(
      'SELECT id FROM identity.sessions WHERE user_id = ANY ($1)',
      [[this.foreign.branchAdmin.id, this.foreign.everybody.id]],
    );
    const sessions = rows.map(({ id }) => id);
    return idsOfKind(kind, this.foreign, await this.peopleAbroad(), sessions);
  }

  homeIds = (kind: string): string[] => idsOfKind(kind, this.home, this.peopleAtHome(), []);

  /** Every question that can be asked of a list: without a filter, and with each filter in all its values. */
  async questions(operation: Operation): Promise<Record<string, string>[]> {
    const { query = {} } = await actOf(operation, this.home);
    const required = operation.query.filter((parameter) => parameter.required);
    const base = Object.fromEntries(required.map(({ name }) => [name, query[name]!]));
    if (operation.query.some(({ name }) => name === 'limit')) base.limit = '200';
    const filters = operation.query.filter(({ name }) => !['limit', 'cursor'].includes(name));
    const valued = filters.map(async (one) => (await this.#valuesOf(one, query)).map((value) => [one.name, value]));
    const asked = (await Promise.all(valued)).flat();
    const trip = operation.key === 'GET /api/v1/availability' ? [await this.#foreignTrip()] : [];
    return [base, ...asked.map(([name, value]) => ({ ...base, [name!]: value! })), ...trip];
  }

  async #valuesOf({ name, schema }: Parameter, own: Record<string, string>): Promise<string[]> {
    if (ORGANISATION_WIDE.includes(name)) return [own[name]!];
    if (schema && isId(schema)) return [own[name]!, ...(await this.foreignIds(name))];
    const named = schema?.enum ?? schema?.anyOf?.find((one) => one.enum)?.enum;
    if (named) return named;
    return name === 'q' ? [MARK, MARK.toLowerCase(), '%', '_'] : [own[name]!];
  }

  async #foreignTrip(): Promise<Record<string, string>> {
    const { booker, bookings } = this.foreign;
    const { start, end } = await booker.client.expect(200, 'GET', `/bookings/${bookings.confirmed}`);
    return { from: start, to: end, destination: `${MARK} coast` };
  }
}
