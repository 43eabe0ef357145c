import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from './app.module.js';
import { loadConfig } from './platform/config/config.js';
import { openApiDocument } from './platform/http/openapi/openapi.js';

/**
 * The OpenAPI document as a service with default settings serves it. Controllers are looked at, and nothing is started:
 * no database is needed.
 */
export async function makeApiDocument() {
  const config = loadConfig({
    DATABASE_URL: 'postgres://unused',
    SMTP_URL: 'smtp://unused',
    SECRET_KEY: 'x'.repeat(32),
  });
  const options = { preview: true, logger: false, abortOnError: false } as const;
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.for('api', config),
    new FastifyAdapter(),
    options,
  );
  return openApiDocument(app, config);
}
