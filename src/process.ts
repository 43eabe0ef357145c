import type { Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Logger } from 'nestjs-pino';
import { AppModule, type ProcessRole } from './app.module.js';
import { CannotStart } from './platform/config/cannot-start.js';
import { Config, ConfigError, loadConfig } from './platform/config/config.js';
import { createHttpApp, factoryOptions } from './platform/http/http-app.js';

/** Longest that a process takes to end after SIGTERM or SIGINT, in milliseconds. */
const SHUTDOWN_MS = 12_000;
const SAME_SIGNAL_MS = 1_000;

/** A running process of the service. */
export interface RunningProcess {
  config: Config;
  close(): Promise<void>;
  /** A part of the running service. */
  part<Part>(type: Type<Part>): Part;
}

/** Starts the service in this process, listening where it answers requests. */
export async function startProcess(role: ProcessRole, config: Config): Promise<RunningProcess> {
  const module = AppModule.for(role, config);
  if (role === 'worker') {
    const app = await NestFactory.createApplicationContext(module, factoryOptions);
    app.useLogger(app.get(Logger));
    app.flushLogs();
    return { config, close: () => app.close(), part: (type) => app.get(type, { strict: false }) };
  }
  const app = await createHttpApp(module, config);
  try {
    await app.listen({ port: config.values.PORT, host: '0.0.0.0' });
  } catch (error) {
    await app.close();
    throw refusedPort(error, config.values.PORT) ?? error;
  }
  return { config, close: () => app.close(), part: (type) => app.get(type, { strict: false }) };
}

/** A production process: settings from the environment, and an orderly end on SIGTERM or SIGINT. */
export async function runProcess(role: 'api' | 'worker'): Promise<void> {
  await exitOnFailure(async () => {
    const { close } = await startProcess(role, loadConfig());
    closeOnSignal(close);
  });
}

function refusedPort(error: unknown, port: number): CannotStart | undefined {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') return new ConfigError(`PORT: ${port} is taken by another program`);
  if (code === 'EACCES') return new ConfigError(`PORT: this user may not listen on ${port}`);
  return undefined;
}

/** Ends the process in order at the first signal, and at once at a later one or when the time is up. */
export function closeOnSignal(close: () => Promise<void>): void {
  let since: number | undefined;
  const onSignal = () => {
    if (since !== undefined) {
      // One Ctrl-C comes twice where npm passes it on to a process that the terminal has told already.
      if (Date.now() - since > SAME_SIGNAL_MS) process.exit(1);
      return;
    }
    since = Date.now();
    setTimeout(() => process.exit(1), SHUTDOWN_MS).unref();
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

/** Runs a program's main work; what an operator can put right is told in a line, not with a stack. */
export async function exitOnFailure(run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    console.error(error instanceof CannotStart ? `Motorpool cannot start:\n${error.message}` : error);
    process.exit(1);
  }
}
