import { join } from 'node:path';
import { makeApiDocument } from '../src/openapi.js';
import { type ThrownMembers, thrownMembers } from './support/architecture/problem-members.js';
import { declaredCodes, type OpenApiDocument, problemSchemaName } from './support/open-api.js';
import { type Operation, operationsOf } from './support/operations.js';

interface Schema {
  properties?: object;
  required?: string[];
  allOf?: Schema[];
}

/** What only people are told, on pages: no operation answers it. */
const ON_PAGES = ['decision_link_spent', 'interaction_expired', 'sso_failed', 'sso_refused', 'sso_unavailable'];
/** For a constraint of the database that no context has words for: none is known. */
const LAST_LINE = ['already_exists'];

/** What a refusal tells beside its code: clients of the API have types of it. */
describe('the members of problems', () => {
  let thrown: Map<string, ThrownMembers>;
  let schemas: Record<string, Schema>;
  let operations: Operation[];

  beforeAll(async () => {
    thrown = thrownMembers(join(import.meta.dirname, '..'));
    const document = JSON.parse(JSON.stringify(await makeApiDocument())) as OpenApiDocument;
    schemas = (document.components as { schemas: Record<string, Schema> }).schemas;
    operations = operationsOf(document);
  });

  const fieldsOf = (schema: Schema | undefined): { all: string[]; required: string[] } => {
    const own = schema?.allOf?.at(-1);
    return { all: Object.keys(own?.properties ?? {}), required: own?.required ?? [] };
  };

  it('each member that the code gives to a problem is in its schema, and each of its schema is given', () => {
    const common = Object.keys(schemas.Problem!.properties!);
    const faults: string[] = [];
    for (const { code, some, every } of thrown.values()) {
      const { all, required } = fieldsOf(schemas[problemSchemaName(code)]);
      const given = [...some].filter((name) => !common.includes(name));
      for (const name of given) if (!all.includes(name)) faults.push(`${code}: ${name} is in no schema`);
      for (const name of all) if (name !== 'code' && !some.has(name)) faults.push(`${code}: nothing gives ${name}`);
      for (const name of required) {
        if (name !== 'code' && !every.has(name)) faults.push(`${code}: ${name} is not always given`);
      }
    }
    expect(faults).toEqual([]);
  });

  it('each code that the code answers is declared by an operation, but for those of pages alone', () => {
    const declared = new Set(
      operations.flatMap(({ responses }) =>
        Object.values(responses).flatMap(({ description = '' }) => declaredCodes(description)),
      ),
    );
    const undeclared = [...thrown.keys()].filter((code) => !declared.has(code));
    expect(undeclared.sort()).toEqual([...LAST_LINE, ...ON_PAGES].sort());
  });

  it('reads them where they are given: in an object, in a variable, and by a constructor', () => {
    expect(thrown.size).toBeGreaterThan(60);
    expect([...thrown.get('vehicle_not_free')!.some].sort()).toEqual(['alternatives', 'bookings', 'freeFrom']);
    expect([...thrown.get('policy_violated')!.every]).toEqual(['violations']);
    expect([...thrown.get('already_decided')!.some].sort()).toEqual([
      'bookingId',
      'decidedAt',
      'decidedBy',
      'state',
      'step',
    ]);
    expect([...thrown.get('invalid_input')!.some].sort()).toEqual(['errors', 'errorsOmitted']);
  });
});
