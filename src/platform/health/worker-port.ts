import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { type Config, LOOPBACK } from '../config/config.js';
import { NotFound, Unavailable } from '../domain/domain-error.js';
import { newId } from '../domain/ids.js';
import { internalProblem, problemOf } from '../http/problems/problem-details.js';
import type { Metrics } from './metrics.js';
import type { Readiness } from './readiness.js';

/** What a started worker can be asked. */
interface WorkerProbes {
  readiness: Readiness;
  metrics: Metrics;
}

/** The port for a worker's health and metrics. A worker serves nothing else. */
export interface WorkerPort {
  /** Where it listens, such as `http://127.0.0.1:3001`. */
  readonly url: string;
  /** Call it once the worker has started; until then it is alive but not ready. */
  serve(asked: WorkerProbes): void;
  close(): Promise<void>;
}

/** @throws Error of the system where it cannot listen there */
export async function openWorkerPort({ values }: Config): Promise<WorkerPort> {
  let asked: WorkerProbes | undefined;
  const server = createServer((request, response) => {
    answerTo(request, asked).then(
      ([type, body]) => sendBody(response, 200, type, body),
      (error: unknown) => sendProblem(response, error),
    );
  });
  server.listen(values.WORKER_PORT, values.HOST ?? LOOPBACK);
  await once(server, 'listening');
  const { address, port, family } = server.address() as AddressInfo;
  return {
    url: `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`,
    serve: (up) => void (asked = up),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const JSON_TYPE = 'application/json; charset=utf-8';

async function answerTo({ method, url }: IncomingMessage, asked: WorkerProbes | undefined): Promise<[string, string]> {
  const path = method === 'GET' || method === 'HEAD' ? url?.split('?')[0] : undefined;
  if (path === '/health/live') return [JSON_TYPE, '{"status":"ok"}'];
  if (path !== '/health/ready' && path !== '/metrics') throw new NotFound();
  if (!asked) throw new Unavailable('The process is starting.', { part: 'process' });
  if (path === '/metrics') return ['text/plain; version=0.0.4; charset=utf-8', await asked.metrics.text()];
  await asked.readiness.ensure(true);
  return [JSON_TYPE, '{"status":"ok"}'];
}

function sendProblem(response: ServerResponse, error: unknown): void {
  const problem = problemOf(error) ?? internalProblem;
  const body = JSON.stringify({ ...problem, instance: `urn:motorpool:request:${newId()}` });
  sendBody(response, problem.status, 'application/problem+json; charset=utf-8', body);
}

function sendBody(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body);
}
