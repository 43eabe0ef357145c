import { z } from 'zod';
import { membersOf } from './api-docs.js';
import type { SchemaComponents } from './openapi-schemas.js';
import { type Examples, type Json } from './openapi-words.js';
import { typeOf } from '../problems/problem-details.js';

const INSTANCE = 'urn:motorpool:request:019ad3a5-8a4b-7000-8000-0000000000ff';

const FieldError = z
  .object({
    field: z.string().describe('Path of the field, such as `roles.0.roleId`; empty for the whole input.'),
    code: z.string().describe('Code of the broken rule; stable, in snake case.'),
    message: z.string().describe('What is wrong, as a sentence.'),
  })
  .meta({ id: 'FieldError' });

export const problemSchema = z
  .looseObject({
    type: z.string().describe('URN of the code.'),
    title: z.string().describe('Summary of this kind of problem, as a sentence.'),
    status: z.int().describe('The HTTP status.'),
    code: z.string().describe('Stable code, in snake case. Branch on this. `docs/problems.md` lists all codes.'),
    detail: z.string().optional().describe('What is wrong in this case, as a sentence.'),
    instance: z.string().describe('URN with the request id, to search the logs for.'),
    errors: z.array(FieldError).optional().describe('The invalid fields, at most 20.'),
    errorsOmitted: z.int().optional().describe('How many more errors there are than `errors` lists.'),
  })
  .describe('RFC 9457 problem details. Branch on `code`. Some codes have additional members.')
  .meta({ id: 'Problem' });

const nameOf = (code: string): string => code.replace(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase());
const refTo = (name: string) => ({ $ref: `#/components/schemas/${name}` });

/** Codes with their words for people, by status. */
export type Refusals = Map<number, Map<string, string>>;

/** Builds the responses for errors. */
export class RefusalResponses {
  constructor(
    private readonly schemas: SchemaComponents,
    private readonly examples: Examples,
  ) {
    schemas.convert(problemSchema, 'output');
  }

  of(status: number, codes: ReadonlyMap<string, string>) {
    const words = [...codes].map(([code, title]) => `\`${code}\`: ${title}`);
    const described = [...codes.keys()].flatMap((code) => this.#schemaOf(code) ?? []);
    const own = described.length === codes.size ? [] : [refTo('Problem')];
    const all = [...described, ...own];
    const [[code, title] = ['', '']] = codes;
    const common = { type: typeOf(code), title, status, code, instance: INSTANCE };
    const example = { ...common, ...(membersOf(code) && this.#exampleOf(code)) };
    return {
      description: words.join(' '),
      content: {
        'application/problem+json': {
          schema: all.length > 1 ? { anyOf: all } : all[0]!,
          examples: { [code]: { value: example } },
        },
      },
    };
  }

  #schemaOf(code: string): Json | undefined {
    const members = membersOf(code);
    if (!members) return undefined;
    const name = `${nameOf(code)}Problem`;
    const { properties, required = [] } = this.schemas.convert(members, 'output') as {
      properties: Json;
      required?: string[];
    };
    const own = { type: 'object', properties: { code: { const: code, description: 'This problem.' }, ...properties } };
    this.schemas.add(name, {
      description: `Additional members of the problem \`${code}\`.`,
      allOf: [refTo('Problem'), { ...own, required: ['code', ...required] }],
    });
    return refTo(name);
  }

  #exampleOf(code: string): object {
    const members = this.schemas.convert(membersOf(code)!, 'output');
    return this.examples.of(members, `${nameOf(code)}Problem`) as object;
  }
}
