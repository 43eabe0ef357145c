import { once as event } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  bearer,
  every,
  isProblem,
  motorpool,
  MotorpoolProblem,
  need,
  once,
  serviceAccount,
} from '../.build/client/motorpool.js';

type Answer = (response: ServerResponse, request: IncomingMessage) => void;
const json =
  (status: number, body: object, headers: Record<string, string> = {}): Answer =>
  (response) =>
    void response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
const later = json(503, { title: 'Later.', code: 'unavailable' }, { 'retry-after': '0' });
const lost: Answer = (response) => void response.destroy();

/** What no service does to order: connections that break, and answers that say "later". */
describe('IF-1: the client that `npm run client` makes, when the service is hard to reach', () => {
  let server: Server;
  let url: string;
  let answers: Answer[];
  let asked: IncomingMessage[];

  beforeEach(async () => {
    [answers, asked] = [[], []];
    server = createServer((request, response) => {
      asked.push(request);
      request.resume();
      answers.shift()!(response, request);
    });
    await event(server.listen(0, '127.0.0.1'), 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  const body = { vehicleId: 'v', start: '2027-01-01T10:00:00Z', end: '2027-01-01T11:00:00Z', reasonId: 'r' };
  const keys = () => asked.map(({ headers }) => headers['idempotency-key']);

  it('sends a POST with a key again, with the same key, until it is answered', async () => {
    answers = [lost, later, json(201, { id: 'b' })];
    const call = motorpool(url, bearer('t')).POST('/api/v1/bookings', { params: { header: once() }, body });
    expect(await need(call)).toMatchObject({ id: 'b' });
    expect([asked.length, new Set(keys()).size, typeof keys()[0]]).toEqual([3, 1, 'string']);
    expect(asked.map(({ headers }) => headers.authorization)).toEqual(['Bearer t', 'Bearer t', 'Bearer t']);
  });

  it('sends a POST without a key once: it may have been done', async () => {
    answers = [later];
    const { response } = await motorpool(url).POST('/api/v1/bookings', { body });
    expect([response.status, asked.length]).toEqual([503, 1]);
    answers = [lost];
    await expect(motorpool(url).POST('/api/v1/bookings', { body })).rejects.toThrow('fetch failed');
    expect(asked).toHaveLength(2);
  });

  it('gives up after five times, and tells what the last answer was', async () => {
    answers = Array.from({ length: 6 }, () => later);
    await expect(need(motorpool(url).GET('/api/v1/me'))).rejects.toMatchObject({ status: 503, code: 'unavailable' });
    expect(asked).toHaveLength(5);
  });

  it('reads every page, each with the cursor of the one before', async () => {
    answers = [
      json(200, { items: [{ id: 1 }, { id: 2 }], nextCursor: 'c' }),
      json(200, { items: [{ id: 3 }], nextCursor: null }),
    ];
    const found: unknown[] = [];
    const query = { limit: 2 };
    for await (const { id } of every((page) =>
      motorpool(url).GET('/api/v1/users', { params: { query: { ...query, ...page } } }),
    )) {
      found.push(id);
    }
    expect(found).toEqual([1, 2, 3]);
    expect(asked.map((request) => request.url)).toEqual(['/api/v1/users?limit=2', '/api/v1/users?limit=2&cursor=c']);
  });

  it('tells refusals apart, and throws one where only the answer is needed', async () => {
    const refusal = { title: 'Taken.', detail: 'Try later.', code: 'vehicle_not_free', alternatives: [{ id: 'o' }] };
    answers = [json(409, refusal), json(409, refusal)];
    const { error } = await motorpool(url).POST('/api/v1/bookings', { body });
    expect(isProblem(error, 'vehicle_not_free') && error.alternatives).toEqual([{ id: 'o' }]);
    expect(isProblem(error, 'agreement_not_accepted')).toBe(false);
    const thrown: unknown = await need(motorpool(url).POST('/api/v1/bookings', { body })).catch(
      (each: unknown) => each,
    );
    expect(thrown).toBeInstanceOf(MotorpoolProblem);
    expect([(thrown as Error).message, (thrown as MotorpoolProblem).code]).toEqual([
      'Taken. Try later.',
      'vehicle_not_free',
    ]);
  });

  it('a service account asks for one token while it is good, and for another when it is not', async () => {
    const token = (value: string, seconds: number) => json(200, { access_token: value, expires_in: seconds });
    const me = json(200, { id: 'm' });
    // Half a minute before its end a token is not used any more.
    answers = [token('one', 29), me, token('two', 600), me, me];
    const api = motorpool(url, serviceAccount('id:1', 'secret'));
    for (let call = 0; call < 3; call += 1) await need(api.GET('/api/v1/me'));
    const paths = asked.map(({ url: path, headers }) => [path, headers.authorization]);
    const basic = `Basic ${Buffer.from('id%3A1:secret').toString('base64')}`;
    expect(paths).toEqual([
      ['/oidc/token', basic],
      ['/api/v1/me', 'Bearer one'],
      ['/oidc/token', basic],
      ['/api/v1/me', 'Bearer two'],
      ['/api/v1/me', 'Bearer two'],
    ]);
  });
});
