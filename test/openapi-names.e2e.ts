import { makeApiDocument } from '../src/openapi.js';
import type { OpenApiDocument } from './support/open-api.js';
import { type Operation, operationsOf, type Schema } from './support/operations.js';

describe('the names in the OpenAPI document (IF-1)', () => {
  let document: OpenApiDocument;
  let operations: Operation[];

  beforeAll(async () => {
    document = (await makeApiDocument()) as unknown as OpenApiDocument;
    operations = operationsOf(document);
  });

  it('IF-1: each body, each answer and each item of a list has a named schema', () => {
    const isNamed = (schema: object | undefined) =>
      schema === undefined ||
      '$ref' in schema ||
      (schema as Schema).type === 'string' ||
      ((schema as Schema).anyOf?.every((one) => '$ref' in one) ?? false);
    type Content = Record<string, { schema: object }>;
    interface Described {
      requestBody?: { content: Content };
      responses: Record<string, object>;
    }
    const bodies = Object.entries(document.paths).flatMap(([path, item]) =>
      Object.entries(item as Record<string, Described>).map(([method, { requestBody }]) => ({
        place: `${method} ${path}`,
        content: requestBody?.content ?? {},
      })),
    );
    const { responses } = document.components as { responses: Record<string, { content?: Content }> };
    const answers = Object.entries(responses).map(([place, { content = {} }]) => ({ place, content }));
    const unnamed = [...bodies, ...answers].flatMap(({ place, content }) =>
      Object.values(content).every(({ schema }) => isNamed(schema)) ? [] : [place],
    );
    const { schemas } = document.components as { schemas: Record<string, Schema> };
    const pages = Object.entries(schemas).filter(([, { properties }]) => properties?.nextCursor && properties.items);
    const unnamedItems = pages.filter(([, { properties }]) => !isNamed(properties!.items!.items)).map(([name]) => name);
    expect([unnamed, unnamedItems]).toEqual([[], []]);
    expect(pages.length).toBeGreaterThan(20);
  });

  it('IF-1: each response of each operation has a name, under which it stands in the document once', () => {
    const unnamed = Object.entries(document.paths).flatMap(([path, item]) =>
      Object.entries(item as Record<string, { responses: Record<string, { $ref?: string }> }>).flatMap(
        ([method, { responses }]) =>
          Object.entries(responses).flatMap(([status, { $ref = '' }]) =>
            /^#\/components\/responses\/[A-Z][A-Za-z0-9]+$/.test($ref) ? [] : [`${method} ${path} ${status}`],
          ),
      ),
    );
    expect(unnamed).toEqual([]);
    const { responses } = document.components as { responses: object };
    const texts = Object.values(responses).map((response) => JSON.stringify(response));
    expect(new Set(texts).size).toBe(texts.length);
  });

  it('names its operations as a client names its methods', () => {
    expect(operations.map(({ operationId }) => operationId)).toEqual(
      expect.arrayContaining(['listUsers', 'approveUser', 'createBooking', 'listGroups', 'createGroup', 'getMe']),
    );
    expect(operations.filter(({ operationId }) => !/^[a-z][A-Za-z]+$/.test(operationId ?? ''))).toEqual([]);
  });
});
