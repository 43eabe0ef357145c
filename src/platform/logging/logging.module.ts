import { Module } from '@nestjs/common';
import type { IncomingMessage } from 'node:http';
import { LoggerModule } from 'nestjs-pino';
import { Config } from '../config/config.js';

interface LoggedRequest {
  id: string;
  method: string;
  url: string;
  remoteAddress?: string;
}

/** Of a calendar's address the path itself is the secret. */
export const withoutSecret = (url: string): string => url.split('?')[0]!.replace(/^\/calendar\/[^/]*/, '/calendar/(secret)');

/** Structured logs with the request's id. Query strings, cookies and bodies stay out: they carry secrets. */
@Module({
  imports: [
    LoggerModule.forRootAsync({
      inject: [Config],
      useFactory: (config: Config) => ({
        pinoHttp: {
          level: config.values.LOG_LEVEL,
          base: null,
          quietReqLogger: true,
          customAttributeKeys: { reqId: 'requestId' },
          autoLogging: { ignore: ({ url }: IncomingMessage) => /^\/(health|metrics)/.test(url ?? '') },
          serializers: {
            req: ({ id, method, url, remoteAddress }: LoggedRequest) => ({
              id,
              method,
              path: withoutSecret(url),
              remoteAddress,
            }),
            res: ({ statusCode }: { statusCode: number }) => ({ statusCode }),
          },
        },
      }),
    }),
  ],
})
export class LoggingModule {}
