import { Module } from '@nestjs/common';
import { LoggerModule } from 'nestjs-pino';
import { Config } from '../config/config.js';
import { requestContext } from '../http/requests/request-context.js';

/**
 * Structured logs. Every line that is logged while a request is served carries its id. The requests themselves are logged by
 * `request-log.ts`: the library's own lines have cookies and query strings in them, which carry secrets.
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
