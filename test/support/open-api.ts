import { type AnswerSchemas, answerSchemasOf } from './native/answer-schemas.js';

interface Operation {
  responses: Record<string, { content?: Record<string, { schema?: object }> }>;
}
export interface OpenApiDocument {
  paths: Record<string, Record<string, Operation>>;
  components: object;
}

/** Holds real answers to the document that the service serves. */
export class OpenApiChecker {
  readonly #schemas: AnswerSchemas;
  readonly #paths: { pattern: RegExp; path: string }[];
  /** `METHOD /path STATUS` of every answer that was checked. */
  readonly seen = new Set<string>();

  constructor(readonly document: OpenApiDocument) {
    this.#schemas = answerSchemasOf(document);
    this.#paths = Object.keys(document.paths)
      .sort((one, other) => one.split('{').length - other.split('{').length)
      .map((path) => ({ path, pattern: new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`) }));
  }

  /** @throws Error telling how the answer departs from the document */
  check(method: string, url: string, status: number, contentType: string, body: unknown): void {
    const pathname = url.split('?')[0]!;
    const path = this.#paths.find(({ pattern }) => pattern.test(pathname))?.path;
    const operation = path ? this.document.paths[path]?.[method.toLowerCase()] : undefined;
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
  }
}
