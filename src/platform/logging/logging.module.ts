import { Module } from '@nestjs/common';
import { LoggerModule } from 'nestjs-pino';
import { Config } from '../config/config.js';
import { requestContext } from '../http/requests/request-context.js';

/**
 * Structured logs. Every line that is logged during a request has its id. The requests are logged by `request-log.ts`,
 * because the library's own lines contain cookies and query strings, which may contain secrets.
 */
@Module({
  imports: [
    LoggerModule.forRootAsync({
      inject: [Config],
      useFactory: (config: Config) => ({
        pinoHttp: {
          level: config.values.LOG_LEVEL,
          base: null,
          autoLogging: false,
          mixin: () => {
            const { requestId } = requestContext() ?? {};
            return requestId === undefined ? {} : { requestId };
          },
        },
      }),
    }),
  ],
})
export class LoggingModule {}
