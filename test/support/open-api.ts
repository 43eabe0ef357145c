import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

interface Operation {
  responses: Record<string, { content?: Record<string, { schema?: object }> }>;
}
export interface OpenApiDocument {
  paths: Record<string, Record<string, Operation>>;
  components: object;
}

/** Holds real answers to the document that the service serves. */
export class OpenApiChecker {
  readonly #ajv: Ajv2020;
  readonly #paths: { pattern: RegExp; path: string }[];
  readonly #validators = new Map<string, ValidateFunction>();
  /** `METHOD /path STATUS` of every answer that was checked. */
  readonly seen = new Set<string>();

  constructor(readonly document: OpenApiDocument) {
    this.#ajv = new Ajv2020({ strict: false, allErrors: true });
    addFormats.default(this.#ajv);
    this.#ajv.addSchema({ $id: 'doc', ...document });
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
    const validate = this.#validator(`${where} ${type}`, schema);
    if (!validate(body)) {
      const problems = this.#ajv.errorsText(validate.errors);
      throw new Error(`${where} does not fit the OpenAPI document: ${problems}\n${JSON.stringify(body)}`);
    }
  }

  #validator(key: string, schema: object): ValidateFunction {
    let validate = this.#validators.get(key);
    if (!validate) {
      const rooted = JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"doc#/components')) as object;
      this.#validators.set(key, (validate = this.#ajv.compile(closed(rooted))));
    }
    return validate;
  }
}

/** A field that an answer has and the document does not know is a departure too. */
function closed(schema: unknown): object {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== 'object' || schema === null) return schema as never;
  const entries = Object.entries(schema).map(([key, value]) => [key, closed(value)]);
  const made = Object.fromEntries(entries) as Record<string, unknown>;
  if (made.type === 'object' && made.properties && made.additionalProperties === undefined && !made.allOf) {
    made.additionalProperties = false;
  }
  return made;
}
