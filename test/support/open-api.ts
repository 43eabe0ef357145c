import { dereferenced } from './dereferenced.js';
import { type AnswerSchemas, answerSchemasOf } from './native/answer-schemas.js';

interface Operation {
  responses: Record<string, { description?: string; content?: Record<string, { schema?: object }> }>;
}
export interface OpenApiDocument {
  paths: Record<string, Record<string, Operation>>;
  components: object;
}

interface ProblemSchema {
  /** What every problem has, and what this one has beside it. */
  allOf?: { properties?: object }[];
}

/** Holds real answers to the document that the service serves. */
export class OpenApiChecker {
  readonly #schemas: AnswerSchemas;
  readonly #whole: OpenApiDocument;
  readonly #problems: Record<string, ProblemSchema>;
  readonly #paths: { pattern: RegExp; path: string }[];
  /** `METHOD /path STATUS` of every answer that was checked. */
  readonly seen = new Set<string>();

  constructor(readonly document: OpenApiDocument) {
    this.#schemas = answerSchemasOf(document);
    this.#whole = dereferenced(document);
    this.#problems = (document.components as { schemas: Record<string, ProblemSchema> }).schemas;
    this.#paths = Object.keys(document.paths)
      .sort((one, other) => one.split('{').length - other.split('{').length)
      .map((path) => ({ path, pattern: new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`) }));
  }

  /** @throws Error telling how the answer departs from the document */
  check(method: string, url: string, status: number, contentType: string, body: unknown): void {
    const pathname = url.split('?')[0]!;
    const path = this.#paths.find(({ pattern }) => pattern.test(pathname))?.path;
    const operation = path ? this.#whole.paths[path]?.[method.toLowerCase()] : undefined;
    // What is no operation must answer like one that does not exist.
    if (!path || !operation) {
      if (status < 400) throw new Error(`${method} ${pathname} answers ${status} and is not in the OpenAPI document.`);
      return;
    }
    const response = operation.responses[String(status)];
    const where = `${method} ${path} ${status}`;
    if (!response) throw new Error(`${where} is not in the OpenAPI document: ${JSON.stringify(body)}`);
    this.seen.add(where);
    const type = contentType.split(';')[0]!;
    if (!response.content) {
      if (body !== undefined) throw new Error(`${where} has a body, and the OpenAPI document knows of none.`);
      return;
    }
    const schema = response.content[type]?.schema;
    if (!schema) throw new Error(`${where} is ${type || 'without a type'}, and the OpenAPI document says otherwise.`);
    const problems = this.#schemas.problemsOf(body, schema);
    if (problems) throw new Error(`${where} does not fit the OpenAPI document: ${problems}\n${JSON.stringify(body)}`);
    if (status >= 400) this.#checkProblem(where, response.description ?? '', body);
  }

  /** A refusal must have a code that the operation declares, the type of that code, and the members that its schema names. */
  #checkProblem(where: string, description: string, body: unknown): void {
    const { code, type, ...rest } = body as { code: string; type: string };
    const told = `\n${JSON.stringify(body)}`;
    if (type !== `urn:motorpool:problem:${code}`)
      throw new Error(`${where} has the type ${type} of another code.${told}`);
    if (!declaredCodes(description).includes(code)) {
      throw new Error(`${where} answers ${code}, which the OpenAPI document does not declare.${told}`);
    }
    const name = problemSchemaName(code);
    const own = this.#problems[name];
    const faults = own && this.#schemas.problemsOf(body, { $ref: `#/components/schemas/${name}` });
    if (faults) throw new Error(`${where} does not fit ${name}: ${faults}${told}`);
    const known = [...COMMON_MEMBERS, ...Object.keys(own?.allOf?.at(-1)?.properties ?? {})];
    const more = Object.keys(rest).filter((member) => !known.includes(member));
    if (more.length > 0) throw new Error(`${where} has members that no schema names: ${more.join()}${told}`);
  }
}

/** What every problem document may have, beside its code and its type. */
const COMMON_MEMBERS = ['title', 'status', 'detail', 'instance', 'errors', 'errorsOmitted'];

/** The codes that a response of the document declares: `` `code`: What it says to people. `` */
export const declaredCodes = (description: string): string[] =>
  [...description.matchAll(/`(\w+)`: /g)].map(([, code]) => code!);

/** `vehicle_not_free`: VehicleNotFreeProblem. */
export const problemSchemaName = (code: string): string =>
  `${code.replace(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase())}Problem`;
