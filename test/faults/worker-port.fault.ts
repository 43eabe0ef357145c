import { createServer } from 'node:net';
import { once } from 'node:events';
import { Deployment } from '../support/deployment.js';
import { BuiltProcess, endAll } from '../support/processes.js';

describe('O-5: a worker can be seen', () => {
  let motorpool: Deployment;

  beforeAll(async () => {
    motorpool = await Deployment.start({ settings: { LOG_LEVEL: 'info', TRUSTED_PROXIES: '127.0.0.1' } });
    await motorpool.workers[0]!.untilReady(motorpool.workerOrigins[0]!);
  });
  afterAll(async () => {
    await motorpool?.stop();
    await endAll();
  });

  const ask = (path: string, method = 'GET') => fetch(motorpool.workerOrigins[0] + path, { method });

  it('it is alive and ready on a port of its own, and gives metrics there, and nothing else', async () => {
    for (const path of ['/health/live', '/health/ready']) {
      const answer = await ask(path);
      expect([path, answer.status, await answer.json()]).toEqual([path, 200, { status: 'ok' }]);
    }
    const metrics = await ask('/metrics');
    expect(metrics.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
    expect(await metrics.text()).toMatch(/^motorpool_outbox_events\{state="pending"\} \d+$/m);
    for (const [path, method] of [
      ['/api/v1/bookings', 'GET'],
      ['/openapi.json', 'GET'],
      ['/health/live', 'POST'],
    ] as const) {
      const answer = await ask(path, method);
      expect([path, answer.status]).toEqual([path, 404]);
      expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
      expect(await answer.json()).toMatchObject({ code: 'not_found', status: 404, instance: expect.any(String) });
    }
  });

  it('O-6: it and the API say in a handful of lines that they are up: what, in which version, and where', async () => {
    const processes = [
      ['api', motorpool.apis[0]!, motorpool.origin],
      ['worker', motorpool.workers[0]!, motorpool.workerOrigins[0]!],
    ] as const;
    for (const [role, running, listening] of processes) {
      await running.untilPrinted(/"msg":"ready"/);
      const lines = running.output
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Record<string, unknown>);
      const ready = lines.findIndex(({ msg }) => msg === 'ready');
      expect(lines[ready]).toMatchObject({ role, version: expect.stringMatching(/^\d+\.\d+\.\d+/), listening });
      expect(ready).toBeLessThan(6);
    }
  });

  it('O-6: a request is one line, with the proxy’s id and without what was secret in its address', async () => {
    const headers = { 'x-request-id': 'the-id-of-the-proxy' };
    await fetch(`${motorpool.origin}/api/v1/sign-up-options?token=do-not-keep-this`, { headers });
    const api = motorpool.apis[0]!;
    await api.untilPrinted(/the-id-of-the-proxy/);
    const lines = api.output.split('\n').filter((line) => line.includes('the-id-of-the-proxy'));
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
      expect.objectContaining({
        msg: 'answered',
        method: 'GET',
        route: '/api/v1/sign-up-options',
        address: '127.0.0.1',
      }),
    ]);
    expect(api.output).not.toContain('do-not-keep-this');
  });

  it('O-6: a port that is taken is told at once, before anything else is tried', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const taken = String((other.address() as { port: number }).port);
    const worker = new BuiltProcess('worker', { env: { ...motorpool.settings, WORKER_PORT: taken } });
    expect(await worker.end()).toMatchObject({ code: 1 });
    expect(worker.output).toBe(
      `Motorpool cannot start:\nWORKER_PORT: ${taken} is in use by another program; expected a free port\n`,
    );
    other.close();
  });
});
