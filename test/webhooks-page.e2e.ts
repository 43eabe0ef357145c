import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { webhookEvents } from '../src/notifications/domain/webhook-events.js';
import { signedHeaders } from '../src/notifications/webhooks/hook-client.js';
import { type TestApp, startApp } from './support/app.js';
import { eventually } from './support/eventually.js';
import { Given } from './support/given.js';
import { isRequired } from './support/required.js';
import { type Block, blocksOf, follow } from './support/page.js';
import { Receiver } from './support/webhook-receiver.js';

type EventSchema = { properties: { data: { properties: object } } };
type Call = { headers: Record<string, string>; body: string; secret: string };

/** Each reads a call from its standard input, and prints what the page's function makes of it. */
const programs: Record<string, [command: string, ...args: string[]]> = {
  Node: [
    process.execPath,
    '--input-type=module',
    '-e',
    `import { readFileSync } from 'node:fs'; import { verify } from './verify.mjs';
     const { headers, body, secret } = JSON.parse(readFileSync(0, 'utf8'));
     console.log(JSON.stringify(verify(headers, Buffer.from(body), secret)));`,
  ],
  Python: [
    'python3',
    '-c',
    `import json, sys; from verify import verify; call = json.load(sys.stdin)
print(json.dumps(verify(call["headers"], call["body"].encode(), call["secret"])))`,
  ],
  PHP: [
    'php',
    '-r',
    `require './verify.php'; $call = json_decode(stream_get_contents(STDIN), true);
     echo json_encode(verify($call['headers'], $call['body'], $call['secret']));`,
  ],
};
const isThere = ([command]: [string, ...string[]]) =>
  isRequired(command) || spawnSync(command, ['--version']).status === 0;
/** Node is wherever the tests are; the others where they are installed, or required. */
const languages = Object.keys(programs).filter((name) => isThere(programs[name]!));

describe('NO-9: docs/webhooks.md', () => {
  let app: TestApp;
  let folder: string;
  let page: Block[];
  let genuine: Call;
  const receiver = new Receiver();

  beforeAll(async () => {
    app = await startApp({ WEBHOOK_TARGETS: 'any' });
    folder = await mkdtemp(join(tmpdir(), 'motorpool-webhooks-'));
    page = blocksOf(await readFile(join(import.meta.dirname, '../docs/webhooks.md'), 'utf8'));
    await follow(page, folder, { PATH: process.env.PATH! });
    await receiver.start();
    const events = ['bookings.booking-confirmed'];
    const { secret } = await app.admin.expect(201, 'POST', '/webhooks', { url: receiver.url, events });
    const given = new Given(app);
    const branchId = await given.branch();
    const booker = await given.user(branchId, ['booker']);
    await booker.client.expect(201, 'POST', '/bookings', await given.wish(await given.vehicle(branchId), 3));
    await eventually('it is called', async () => receiver.calls.length === 1, 10_000);
    const [{ headers, body }] = receiver.calls as [{ headers: Record<string, string>; body: string }];
    genuine = { headers, body, secret };
  });
  afterAll(async () => {
    receiver.stop();
    await app?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  function verified(language: string, call: Call): unknown {
    const [command, ...args] = programs[language]!;
    return JSON.parse(execFileSync(command, args, { cwd: folder, input: JSON.stringify(call), encoding: 'utf8' }));
  }

  it('shows three languages', () => {
    const kinds = page.map(({ language }) => language);
    expect(kinds.filter((language) => ['js', 'python', 'php'].includes(language))).toEqual(['js', 'python', 'php']);
    expect(languages).toContain('Node');
  });

  it.each(languages)(
    '%s takes a genuine call, and nothing that was changed, is old or comes of another',
    (language) => {
      const { headers, body, secret } = genuine;
      expect(verified(language, genuine)).toEqual(JSON.parse(body));
      // While a secret is replaced a call has a signature of each.
      const signature = headers['webhook-signature']!;
      const two = { ...headers, 'webhook-signature': `v1,${Buffer.alloc(32).toString('base64')} ${signature}` };
      expect(verified(language, { headers: two, body, secret })).toEqual(JSON.parse(body));
      const eventId = headers['webhook-id']!;
      const old = signedHeaders({ url: '', eventId, body, secret }, new Date(Date.now() - 400_000));
      const foreign = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
      for (const call of [
        { headers, body: body.replace('confirmed', 'cancelled'), secret },
        { headers: { ...headers, 'webhook-id': crypto.randomUUID() }, body, secret },
        { headers: old, body, secret },
        { headers, body, secret: foreign },
        { headers: {}, body, secret },
      ]) {
        expect(verified(language, call)).toBeNull();
      }
    },
  );

  it('shows a whole payload of each event that fits what the OpenAPI document says of it', () => {
    const ajv = new Ajv2020({ strict: false, allErrors: true });
    addFormats.default(ajv);
    ajv.addSchema({ $id: 'doc', ...app.api.document });
    const shown = page
      .filter(({ language }) => language === 'json')
      .map(({ text }) => JSON.parse(text) as { type: string; data: object });
    expect(shown.map(({ type }) => type)).toEqual(webhookEvents);
    const { schemas } = app.api.document.components as { schemas: Record<string, EventSchema> };
    for (const payload of [...shown, JSON.parse(genuine.body) as (typeof shown)[number]]) {
      const { type, data } = payload;
      const fits = ajv.compile({ $ref: `doc#/components/schemas/${schemaOf(type)}` });
      expect([type, fits(payload), ajv.errorsText(fits.errors)]).toEqual([type, true, 'No errors']);
      const all = Object.keys(schemas[schemaOf(type)]!.properties.data.properties);
      expect([type, Object.keys(data).toSorted()]).toEqual([type, all.toSorted()]);
    }
  });

  it('lists with each event what it tells beyond the booking, as the document does', async () => {
    const text = await readFile(join(import.meta.dirname, '../docs/webhooks.md'), 'utf8');
    const rows = [...text.matchAll(/^\| `(bookings\.[a-z-]+)`\s*\|[^|]*\|[^|]*\|([^|]*)\|$/gm)];
    const { schemas } = app.api.document.components as { schemas: Record<string, EventSchema> };
    const common = Object.keys(schemas.BookingRequestedEvent!.properties.data.properties);
    expect(rows.length).toBeGreaterThan(10);
    for (const [, type, besides] of rows) {
      const { data } = schemas[schemaOf(type!)]!.properties;
      const own = Object.keys(data.properties).filter((field) => !common.includes(field));
      // What a field may say stands behind a colon.
      const listed = [...besides!.replace(/:.*/, '').matchAll(/`(\w+)`/g)].map(([, field]) => field);
      expect([type, listed]).toEqual([type, own]);
    }
  });
});

/** `bookings.seat-taken`: SeatTakenEvent. */
const schemaOf = (type: string): string =>
  `${type.replace(/^bookings\./, '').replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase())}Event`;
