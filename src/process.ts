import { setTimeout as pause } from 'node:timers/promises';
import type { Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AppModule, type ProcessRole } from './app.module.js';
import { CannotStart } from './platform/config/cannot-start.js';
import { Config, ConfigError, loadConfig, LOOPBACK } from './platform/config/config.js';
import { listenProblem, portProblem } from './platform/config/port-problem.js';
import { databaseProblem } from './platform/database/database-problem.js';
import { Metrics } from './platform/health/metrics.js';
import { Readiness } from './platform/health/readiness.js';
import { openWorkerPort } from './platform/health/worker-port.js';
import { Drain } from './platform/http/drain.js';
import { createHttpApp, factoryOptions } from './platform/http/http-app.js';
import { tellReady, useQuietLogger } from './platform/logging/quiet-logger.js';

/** How long a process may take to end after SIGTERM or SIGINT and the grace period, in milliseconds. */
const SHUTDOWN_MS = 12_000;
const SAME_SIGNAL_MS = 1_000;

/** A running process of the service. */
export interface RunningProcess {
  config: Config;
  /** Reports not ready but keeps serving during the grace period; then finishes running work, and ends. */
  close(graceMs?: number): Promise<void>;
  /** A part of the running service. */
  part<Part>(type: Type<Part>): Part;
}

/** Starts the service in this process, and listens if the role answers requests. */
export function startProcess(role: ProcessRole, config: Config): Promise<RunningProcess> {
  return role === 'worker' ? startWorker(config) : startApi(role, config);
}

async function startApi(role: ProcessRole, config: Config): Promise<RunningProcess> {
  const app = await createHttpApp(AppModule.for(role, config), config);
  const drain = new Drain(app.getHttpServer());
  try {
    await app.listen({ port: config.values.PORT, host: config.host });
  } catch (error) {
    await app.close();
    throw refusedPort(error, 'PORT', config.values.PORT) ?? error;
  }
  tellReady(role, await app.getUrl());
  const close = async (graceMs = 0) => {
    app.get(Readiness).leave();
    drain.begin();
    await pause(graceMs);
    await drain.finish();
    await app.close();
  };
  return { config, close, part: (type) => app.get(type, { strict: false }) };
}

/** Opens the worker's port first and closes it last, so that its health can be seen while it starts and ends. */
async function startWorker(config: Config): Promise<RunningProcess> {
  const port = await openWorkerPort(config).catch((error: unknown) => {
    throw refusedPort(error, 'WORKER_PORT', config.values.WORKER_PORT) ?? error;
  });
  try {
    const app = await NestFactory.createApplicationContext(AppModule.for('worker', config), factoryOptions);
    useQuietLogger(app);
    port.serve({ readiness: app.get(Readiness), metrics: app.get(Metrics) });
    tellReady('worker', port.url);
    const close = async () => {
      app.get(Readiness).leave();
      await app.close();
      await port.close();
    };
    return { config, close, part: (type) => app.get(type, { strict: false }) };
  } catch (error) {
    await port.close();
    throw error;
  }
}

/** Runs a production process: settings from the environment, and an orderly end on SIGTERM or SIGINT. */
export async function runProcess(role: 'api' | 'worker'): Promise<void> {
  await exitOnFailure(async () => {
    const config = loadConfig();
    const { PORT, WORKER_PORT, HOST } = config.values;
    const port =
      role === 'api'
        ? portProblem('PORT', PORT, config.host)
        : portProblem('WORKER_PORT', WORKER_PORT, HOST ?? LOOPBACK);
    await ensureNone([port], config.databaseUrl);
    const graceMs = role === 'api' ? config.values.SHUTDOWN_GRACE_SECONDS * 1_000 : 0;
    const started = startProcess(role, config);
    // A worker takes jobs before it has started completely, so a signal waits for the start and then ends it in order.
    closeOnSignal(async () => (await started).close(graceMs), graceMs);
    await started;
  });
}

function refusedPort(error: unknown, setting: string, port: number): CannotStart | undefined {
  const problem = listenProblem(error, setting, port);
  return problem === undefined ? undefined : new ConfigError(problem);
}

/**
 * Reports everything that prevents a start at once. Ports are checked first, so that nobody waits for the database to hear
 * about a taken port.
 *
 * @throws ConfigError
 */
export async function ensureNone(looks: Promise<string | undefined>[], databaseUrl?: string): Promise<void> {
  const found = (await Promise.all(looks)).filter((problem) => problem !== undefined);
  const ofDatabase = databaseUrl && (await databaseProblem(databaseUrl, found.length > 0 ? 0 : undefined));
  const lines = ofDatabase ? [...found, ofDatabase] : found;
  if (lines.length > 0) throw new ConfigError(lines.join('\n'));
}

/** Ends the process in order after the first signal, and at once after another one or when the time is up. */
export function closeOnSignal(close: () => Promise<void>, graceMs = 0): void {
  let since: number | undefined;
  const onSignal = () => {
    if (since !== undefined) {
      // One Ctrl-C may arrive twice: from the terminal, and passed on by npm.
      if (Date.now() - since > SAME_SIGNAL_MS) process.exit(1);
      return;
    }
    since = Date.now();
    setTimeout(() => process.exit(1), graceMs + SHUTDOWN_MS).unref();
    close().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
}

/** Runs a program's main work. An error that an operator can fix is shown in one line, without a stack trace. */
export async function exitOnFailure(run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    console.error(error instanceof CannotStart ? `Motorpool cannot start:\n${error.message}` : error);
    process.exit(1);
  }
}
