import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from './app.module.js';
import { loadConfig } from './platform/config/config.js';
import { openApiDocument } from './platform/http/openapi/openapi.js';

/**
 * The OpenAPI document of a service with default settings. Only reads the controllers and starts nothing, so it needs no
 * database.
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
