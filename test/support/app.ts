import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, RouteOptions } from 'fastify';
import { Pool } from 'pg';
import { AppModule } from '../../src/app.module.js';
import { type Config, loadConfig } from '../../src/platform/config/config.js';
import { createHttpApp } from '../../src/platform/http/http-app.js';
import { Client } from './client.js';
import { createDatabase } from './database.js';
import { freePort } from './free-port.js';
import { MailSink } from './mail-sink.js';
import { OpenApiChecker, type OpenApiDocument } from './open-api.js';

export const ADMIN = { email: 'admin@fleet.example', password: 'a lamp beside the harbour' };

export interface TestApp {
  origin: string;
  config: Config;
  /** Any database question, past every rule. */
  db: Pool;
  mail: MailSink;
  nest: NestFastifyApplication;
  api: OpenApiChecker;
  /** `METHOD /path` of every route that the server has. */
  routes: string[];
  /** Somebody who has not signed in. */
  anyone(): Client;
  /** The bootstrap administrator, signed in. */
  admin: Client;
  stop(): Promise<void>;
}

/** The whole service on real parts: a database of its own, a queue, an SMTP sink. */
export async function startApp(settings: Record<string, string> = {}): Promise<TestApp> {
  const database = await createDatabase();
  const mail = await new MailSink().start();
  const port = await freePort();
  const config = loadConfig(
    {
      PORT: String(port),
      DATABASE_URL: database.url,
      SMTP_URL: mail.url,
      SECRET_KEY: 'a key that only tests know: 32 and more',
      BOOTSTRAP_ADMIN_EMAIL: ADMIN.email,
      BOOTSTRAP_ADMIN_PASSWORD: ADMIN.password,
      LOG_LEVEL: 'silent',
      ...settings,
    },
    {},
  );
  const nest = await createHttpApp(AppModule.for('all', config), config);
  const routes = collectRoutes(nest);
  await nest.listen({ port, host: '127.0.0.1' });
  const origin = config.publicUrl;
  const document = (await (await fetch(`${origin}/openapi.json`)).json()) as OpenApiDocument;
  const api = new OpenApiChecker(document);
  const db = new Pool({ connectionString: database.url, max: 3 });
  db.on('error', () => undefined);
  return {
    origin,
    config,
    db,
    mail,
    nest,
    api,
    routes,
    anyone: () => new Client(origin, api),
    admin: await new Client(origin, api).signIn(ADMIN.email, ADMIN.password),
    stop: async () => {
      await nest.close();
      await db.end();
      await mail.stop();
      await database.drop();
    },
  };
}

function collectRoutes(nest: NestFastifyApplication): string[] {
  const routes: string[] = [];
  const fastify = nest.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  fastify.addHook('onRoute', ({ method, url }: RouteOptions) => {
    for (const one of [method].flat()) routes.push(`${one} ${url}`);
  });
  return routes;
}
