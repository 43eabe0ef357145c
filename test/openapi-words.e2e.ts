import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { makeApiDocument } from '../src/openapi.js';
import { declaredCodes, type OpenApiDocument } from './support/open-api.js';
import { type Operation, operationsOf, type Parameter } from './support/operations.js';

type Json = Record<string, unknown>;
interface Content {
  schema: Json;
  examples?: Record<string, { value: unknown }>;
}
type Described = Operation & { summary?: string; description?: string; tags?: string[]; security?: Json[] };

/** The document speaks: to whoever has nothing else to go by. */
describe('the words of the OpenAPI document', () => {
  let document: OpenApiDocument & { tags: { name: string; description: string }[]; info: Json; webhooks: Json };
  let operations: Described[];

  beforeAll(async () => {
    document = JSON.parse(JSON.stringify(await makeApiDocument())) as typeof document;
    operations = operationsOf(document) as Described[];
  });

  it('each operation has a summary, a description, one tag, and says who may call it', () => {
    const tags = document.tags.map(({ name }) => name);
    const flaws = operations.flatMap(({ key, summary = '', description = '', tags: [tag = ''] = [], security }) => {
      const isPublic = security?.length === 0;
      const found = {
        'no summary': !/^[A-Z][^.]{2,59}$/.test(summary),
        'no description': description.length < 20 || !/\.$/.test(description),
        'no callers': !/(No sign-in needed|Everyone who is signed in|Needs `|it needs `)/.test(description),
        'no tag': !tags.includes(tag),
        'no security':
          !isPublic && !(security?.some((one) => 'session' in one) && security.some((one) => 'oauth2' in one)),
      };
      return Object.entries(found).flatMap(([flaw, is]) => (is ? [`${key}: ${flaw}`] : []));
    });
    expect(flaws).toEqual([]);
    expect(new Set(operations.map(({ summary }) => summary)).size).toBe(operations.length);
    expect(
      document.tags.filter(
        ({ name, description }) => !description || !operations.some(({ tags: used }) => used?.[0] === name),
      ),
    ).toEqual([]);
  });

  it('each operation cites the rules that it follows, and those rules are there', async () => {
    const rules = await readFile(join(import.meta.dirname, '..', 'docs', 'rules.md'), 'utf8');
    const wrong = operations.flatMap(({ key, description = '' }) => {
      const cited = description.match(/\b[A-Z]{2}-\d+\b/g) ?? [];
      const unknown = cited.filter((rule) => !rules.includes(`**${rule}**`));
      return cited.length === 0 ? [`${key} cites no rule`] : unknown.map((rule) => `${key}: ${rule} is no rule`);
    });
    expect(wrong).toEqual([]);
  });

  it('each code that a description names is one that the operation declares', () => {
    // `in_use` is a state of bookings, too.
    const states = [...JSON.stringify(document.components).matchAll(/"enum":\[([^\]]*)\]/g)]
      .map(([, all]) => all!)
      .join();
    const codes = new Set(operations.flatMap(({ responses }) => Object.values(responses).flatMap(codesOf)));
    const wrong = operations.flatMap(({ key, description = '', responses }) => {
      const own = Object.values(responses).flatMap(codesOf);
      const named = [...description.matchAll(/`([a-z]+(?:_[a-z]+)+)`/g)].map(([, name]) => name!);
      return named
        .filter((name) => codes.has(name) && !own.includes(name) && !states.includes(`"${name}"`))
        .map((name) => `${key}: ${name}`);
    });
    expect(wrong).toEqual([]);
  });

  it('each parameter and each field of each schema is described', () => {
    const undescribed = operations.flatMap(({ key, parameters = [] }) =>
      parameters.flatMap((one) => ((one as { description?: string }).description ? [] : [`${key}: ${one.name}`])),
    );
    const { schemas } = document.components as { schemas: Record<string, Json> };
    for (const [name, schema] of Object.entries(schemas))
      for (const [field, property] of propertiesOf(schema))
        if (!property.description) undescribed.push(`${name}.${field}`);
    expect(undescribed).toEqual([]);
  });

  function validator() {
    const ajv = new Ajv2020({ strict: false, allErrors: true });
    addFormats.default(ajv);
    ajv.addSchema({ $id: 'doc', ...document });
    return ajv;
  }

  it('each parameter has an example that fits its schema', () => {
    const ajv = validator();
    const wrong: string[] = [];
    let checked = 0;
    for (const { key, parameters = [] } of operations) {
      for (const { name, schema, example } of parameters as (Parameter & { example?: unknown })[]) {
        checked += 1;
        const fits = ajv.compile(schema!);
        if (example === undefined) wrong.push(`${key}: ${name} has no example`);
        else if (!fits(example)) wrong.push(`${key}: ${name} ${ajv.errorsText(fits.errors)}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(checked).toBeGreaterThan(200);
  });

  it('each body and each answer has an example that fits its schema', () => {
    const ajv = validator();
    const wrong: string[] = [];
    let checked = 0;
    for (const { key, requestBody, responses } of operations) {
      const contents = [requestBody, ...Object.values(responses)] as { content?: Record<string, Content> }[];
      for (const content of contents) {
        for (const [type, { schema, examples }] of Object.entries(content?.content ?? {})) {
          if (!type.includes('json')) continue;
          const values = Object.values(examples ?? {});
          if (values.length === 0) wrong.push(`${key}: no example`);
          const validate = ajv.compile(schema);
          for (const { value } of values) {
            checked += 1;
            if (!validate(value)) wrong.push(`${key}: ${ajv.errorsText(validate.errors)}`);
          }
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(checked).toBeGreaterThan(500);
  });

  it('each problem that an operation declares is in docs/problems.md, and says in words what it is', async () => {
    const listed = await readFile(join(import.meta.dirname, '..', 'docs', 'problems.md'), 'utf8');
    const wrong = operations.flatMap(({ key, responses }) =>
      Object.entries(responses).flatMap(([status, { description = '' }]) => {
        if (Number(status) < 400) return [];
        const codes = [...description.matchAll(/`(\w+)`: \S/g)].map(([, code]) => code!);
        const unknown = codes.filter((code) => !listed.includes(`\`${code}\``));
        return codes.length === 0 || unknown.length > 0 ? [`${key} ${status}: ${unknown.join()}`] : [];
      }),
    );
    expect(wrong).toEqual([]);
  });

  it('tells of the members of problems, of webhooks, and on its first page how to begin', () => {
    const { schemas } = document.components as { schemas: Record<string, Json> };
    expect(Object.keys(schemas)).toEqual(
      expect.arrayContaining(['VehicleNotFreeProblem', 'PolicyViolatedProblem', 'AlreadyDecidedProblem']),
    );
    expect(Object.keys(document.webhooks)).toEqual(
      expect.arrayContaining(['bookings.booking-confirmed', 'bookings.booking-cancelled', 'bookings.seat-taken']),
    );
    for (const words of ['Get a token', 'Make a booking', 'Page through a list', 'Errors and retries'])
      expect(document.info.description).toContain(`## ${words}`);
  });
});

const codesOf = ({ description = '' }: { description?: string }): string[] => declaredCodes(description);

function* propertiesOf(schema: Json): Generator<[string, Json]> {
  for (const [name, property] of Object.entries((schema.properties ?? {}) as Record<string, Json>)) {
    yield [name, property];
    yield* propertiesOf(property);
  }
  const inner = [
    schema.items,
    ...['anyOf', 'oneOf', 'allOf'].flatMap((key) => (schema[key] as Json[] | undefined) ?? []),
  ];
  for (const one of inner) if (typeof one === 'object' && one !== null) yield* propertiesOf(one as Json);
}
