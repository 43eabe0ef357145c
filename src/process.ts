import { NestFactory } from '@nestjs/core';
import { Logger } from 'nestjs-pino';
import { AppModule, type ProcessRole } from './app.module.js';
import { Config, ConfigError, loadConfig } from './platform/config/config.js';
import { createHttpApp } from './platform/http/http-app.js';

/** Longest that a process takes to end after SIGTERM or SIGINT, in milliseconds. */
const SHUTDOWN_MS = 12_000;

/** A running process of the service. */
export interface RunningProcess {
  config: Config;
  close(): Promise<void>;
}

/** Starts the service in this process, listening where it answers requests. */
export async function startProcess(role: ProcessRole, config: Config): Promise<RunningProcess> {
  const module = AppModule.for(role, config);
  if (role === 'worker') {
    const app = await NestFactory.createApplicationContext(module, { bufferLogs: true });
    app.useLogger(app.get(Logger));
    return { config, close: () => app.close() };
  }
  const app = await createHttpApp(module, config);
  await app.listen({ port: config.values.PORT, host: '0.0.0.0' });
  return { config, close: () => app.close() };
}

/** A production process: settings from the environment, and an orderly end on SIGTERM or SIGINT. */
export async function runProcess(role: 'api' | 'worker'): Promise<void> {
  await exitOnFailure(async () => {
    const { close } = await startProcess(role, loadConfig());
    closeOnSignal(close);
  });
}

/** Ends the process in order at the first signal, and at once at the second or when the time is up. */
export function closeOnSignal(close: () => Promise<void>): void {
  let closing = false;
  const onSignal = () => {
    if (closing) process.exit(1);
    closing = true;
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

/** Runs a program's main work; what is wrong with the settings is told in a line, not with a stack. */
export async function exitOnFailure(run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    console.error(error instanceof ConfigError ? `Motorpool cannot start:\n${error.message}` : error);
    process.exit(1);
  }
}
