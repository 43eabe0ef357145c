import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, RouteOptions } from 'fastify';
import type { Pool } from 'pg';
import { AppModule } from '../../src/app.module.js';
import { type Config, loadConfig } from '../../src/platform/config/config.js';
import { createHttpApp } from '../../src/platform/http/http-app.js';
import { Client } from './client.js';
import { createDatabase } from './database.js';
import { freePort } from './free-port.js';
import { MailSink } from './mail-sink.js';
import { openPool } from './open-pool.js';
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
  /** Starts one more process of this deployment, on the same database, and says where it answers. */
  anotherProcess(settings?: Record<string, string>): Promise<string>;
  stop(): Promise<void>;
}

/** The whole service on real parts: a database of its own, a queue, an SMTP sink. */
export async function startApp(settings: Record<string, string> = {}): Promise<TestApp> {
  const database = await createDatabase();
  const mail = await new MailSink().start();
  const port = await freePort();
  const given = {
    PORT: String(port),
    DATABASE_URL: database.url,
    SMTP_URL: mail.url,
    SECRET_KEY: 'a key that only tests know: 32 and more',
    BOOTSTRAP_ADMIN_EMAIL: ADMIN.email,
    BOOTSTRAP_ADMIN_PASSWORD: ADMIN.password,
    LOG_LEVEL: 'silent',
    // Every test comes from one address, and some register and guess by the hundred.
    PUBLIC_FORMS_PER_HOUR: '100000',
    SIGN_IN_FAILURES_PER_ADDRESS: '100000',
    ...settings,
  };
  const config = loadConfig(given, {});
  const nest = await createHttpApp(AppModule.for('all', config), config);
  const routes = collectRoutes(nest);
  await nest.listen({ port, host: '127.0.0.1' });
  const origin = `http://localhost:${port}`;
  const others: NestFastifyApplication[] = [];
  const document = (await (await fetch(`${origin}/openapi.json`)).json()) as OpenApiDocument;
  const api = new OpenApiChecker(document);
  const db = openPool(database.url, 3);
  const anyone = () => new Client(origin, api, config.publicUrl);
  return {
    origin,
    config,
    db,
    mail,
    nest,
    api,
    routes,
    anyone,
    admin: await anyone().signIn(ADMIN.email, ADMIN.password),
    anotherProcess: async (more = {}) => {
      const PORT = String(await freePort());
      const otherConfig = loadConfig({ ...given, ...more, PORT, PUBLIC_URL: config.publicUrl }, {});
      const other = await createHttpApp(AppModule.for('api', otherConfig), otherConfig);
      others.push(other);
      await other.listen({ port: Number(PORT), host: '127.0.0.1' });
      return `http://localhost:${PORT}`;
    },
    stop: async () => {
      for (const each of [...others, nest]) await each.close();
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
