import { type INestApplicationContext, Logger as NestLogger, type LoggerService } from '@nestjs/common';
import { Logger } from 'nestjs-pino';
import { version } from '../version.js';

/** Parts of Nest that log every module and route at each start. */
const TALKATIVE = ['InstanceLoader', 'NestApplication', 'NestFactory', 'RouterExplorer', 'RoutesResolver'];

/** The service's log, in which the framework's own start-up messages are debug messages. */
class QuietLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, ...rest: unknown[]): void {
    if (TALKATIVE.includes(rest.at(-1) as string)) this.logger.debug(message, ...rest);
    else this.logger.log(message, ...rest);
  }

  warn = (message: unknown, ...rest: unknown[]): void => this.logger.warn(message, ...rest);
  error = (message: unknown, ...rest: unknown[]): void => this.logger.error(message, ...rest);
  fatal = (message: unknown, ...rest: unknown[]): void => this.logger.fatal(message, ...rest);
  debug = (message: unknown, ...rest: unknown[]): void => this.logger.debug(message, ...rest);
  verbose = (message: unknown, ...rest: unknown[]): void => this.logger.verbose(message, ...rest);
}

export function useQuietLogger(app: INestApplicationContext): void {
  app.useLogger(new QuietLogger(app.get(Logger)));
  app.flushLogs();
}

/** Logs that a process is ready: its role, its version, and where it listens. */
export function tellReady(role: string, url: string): void {
  const line = { role, version, node: process.version, pid: process.pid, listening: url };
  new NestLogger('Motorpool').log(line, 'ready');
}
