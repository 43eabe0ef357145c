import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Ajv } from 'ajv';
import composeverter from 'composeverter';
import { parse } from 'yaml';
import { configSchema } from '../src/platform/config/config.js';

interface Service {
  image: string;
  env_file?: string;
  environment?: Record<string, string>;
  ports?: string[];
  profiles?: string[];
  healthcheck?: { test?: string[]; disable?: boolean };
  depends_on?: Record<string, { condition: string }>;
}

const REQUIRED = ['POSTGRES_PASSWORD', 'SECRET_KEY', 'PUBLIC_URL', 'SMTP_URL', 'MAIL_FROM'];
const complete = Object.fromEntries(REQUIRED.map((name) => [name, 'x'.repeat(32)]));
const files = ['docker-compose.yml', 'docs/operations/compose-two-of-each.yml'];
const textOf = (file: string) => readFileSync(new URL(`../${file}`, import.meta.url), 'utf8');

/** As Compose does it: an empty variable is as good as none; `:?` refuses to go on without one, `:-` has another value. */
function interpolated(text: string, env: Record<string, string>): string {
  return text.replace(/\$\{(\w+)(?::([?-])([^}]*))?\}/g, (_, name: string, kind: string, rest: string) => {
    if (env[name]) return env[name];
    if (kind === '-') return rest;
    throw new Error(`required variable ${name} is missing a value: ${rest}`);
  });
}
const documentOf = (file: string, env = complete) =>
  parse(interpolated(textOf(file), env), { merge: true }) as { services: Record<string, Service> };

/** The package writes its patterns between slashes, which JSON schemas do not. */
function withPlainPatterns(schema: unknown): unknown {
  return JSON.parse(JSON.stringify(schema), (key, value: unknown) =>
    key === 'pattern' && typeof value === 'string' ? value.replace(/^\/(.*)\/$/, '$1') : value,
  );
}

describe.each(files)('O-7: %s', (file) => {
  const { services } = documentOf(file);
  const of = (kind: string) => Object.entries(services).filter(([name]) => new RegExp(`^${kind}(-\\d)?$`).test(name));
  const ours = [...of('api'), ...of('worker'), ...of('migrate')];

  it('is what the Compose Specification describes', () => {
    const schema = withPlainPatterns(composeverter.getDockerComposeSchemaWithoutFormats()) as object;
    const ajv = new Ajv({ strict: false, allErrors: true });
    const validate = ajv.compile(schema);
    validate(documentOf(file));
    expect(validate.errors ?? []).toEqual([]);
    // It is one that refuses: a check that knows everything proves nothing.
    for (const broken of [
      { prots: [] },
      { healthcheck: { interval: 5 } },
      { depends_on: { api: { condition: 'up' } } },
    ]) {
      expect(validate({ services: { api: { image: 'x:1', ...broken } } })).toBe(false);
    }
  });

  it.each(REQUIRED)('does not start without %s, and says so', (name) => {
    expect(() => documentOf(file, { ...complete, [name]: '' })).toThrow(
      `required variable ${name} is missing a value: set`,
    );
  });

  it('gives every process all settings of the .env file, and sets none that there is not', () => {
    const names = new Set(Object.keys(configSchema.shape));
    for (const [name, { env_file, environment = {} }] of ours) {
      expect([name, env_file]).toEqual([name, '.env']);
      expect([name, Object.keys(environment).filter((each) => !names.has(each))]).toEqual([name, []]);
    }
  });

  it('waits: for PostgreSQL and Redis until they answer, and for the migration until it is done', () => {
    for (const [name, { depends_on }] of [...of('api'), ...of('worker')]) {
      expect([name, depends_on]).toEqual([
        name,
        {
          migrate: { condition: 'service_completed_successfully' },
          postgres: { condition: 'service_healthy' },
          redis: { condition: 'service_healthy' },
        },
      ]);
    }
    expect(services.migrate!.depends_on).toEqual({ postgres: { condition: 'service_healthy' } });
    for (const [name, { healthcheck }] of [...of('api'), ...of('worker'), ...of('postgres'), ...of('redis')]) {
      expect([name, healthcheck]).toEqual([name, expect.objectContaining({ test: expect.arrayContaining(['CMD']) })]);
    }
  });

  it.each([
    ['api', 3000],
    ['worker', 3001],
  ])('%s: the check of its health asks whether it is ready', async (kind, port) => {
    let status = 200;
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(request.url!);
      response.writeHead(status).end();
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const here = String((server.address() as AddressInfo).port);
    for (const [, { healthcheck, environment }] of of(kind)) {
      expect(environment![kind === 'api' ? 'PORT' : 'WORKER_PORT']).toBe(String(port));
      const [, program, ...args] = healthcheck!.test!;
      expect(program).toBe('node');
      const run = async () => {
        const [code] = (await once(
          spawn(
            process.execPath,
            args.map((arg) => arg.replace(`:${port}`, `:${here}`)),
          ),
          'exit',
        )) as [number];
        return code;
      };
      status = 200;
      expect(await run()).toBe(0);
      status = 503;
      expect(await run()).toBe(1);
    }
    expect(asked.length).toBe(2 * of(kind).length);
    expect(new Set(asked)).toEqual(new Set(['/health/ready']));
    server.close();
  });

  it('names the version of every image, and opens ports to the outside for nginx alone', () => {
    for (const [name, { image, ports = [] }] of Object.entries(services)) {
      expect([name, image]).toEqual([name, expect.stringMatching(/^[\w/]+:(?:v?\d+\.\d+|local$)/)]);
      const open = ports.filter((port) => !port.startsWith('127.0.0.1:'));
      expect([name, open]).toEqual([name, name === 'nginx' ? ['80:80', '443:443'] : []]);
    }
    const senders = Object.entries(services).filter(([, { image }]) => image.includes('mailpit'));
    expect(senders.every(([, { profiles }]) => profiles?.includes('inbox'))).toBe(true);
  });
});
