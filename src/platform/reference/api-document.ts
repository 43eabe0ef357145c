import type { OpenAPIObject } from '@nestjs/swagger';

/** The parts of a JSON schema that the reference shows. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  format?: string;
  description?: string;
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  deprecated?: boolean;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: Schema | boolean;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
}

export interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  description?: string;
  example?: unknown;
  schema?: Schema;
}

export interface Media {
  schema?: Schema;
  examples?: Record<string, { value?: unknown; $ref?: string }>;
}

export interface Response {
  description: string;
  content?: Record<string, Media>;
  headers?: Record<string, object>;
}

/** A request to this service, or a call that it makes to a webhook. */
export interface Operation {
  /** The name of the operation in pages and links. */
  id: string;
  method: string;
  /** The path; for a webhook, the name of the event. */
  path: string;
  isWebhook: boolean;
  tag: string;
  summary: string;
  description: string;
  parameters: Parameter[];
  body: Record<string, Media>;
  responses: [status: string, response: Response][];
  security: Record<string, string[]>[];
}

/** A kind of refusal, and the operations that may answer it. */
export interface DocumentedProblem {
  code: string;
  status: string;
  title: string;
  operations: Operation[];
}

type Raw = Record<string, unknown>;

/** The OpenAPI document for the reference: operations in the order of their tags, references resolved. */
export class ApiDocument {
  readonly title: string;
  readonly description: string;
  readonly tags: { name: string; description: string }[];
  readonly operations: Operation[];
  readonly webhooks: Operation[];
  readonly schemas: Record<string, Schema>;
  readonly problems: DocumentedProblem[];
  readonly #document: Raw;

  constructor(document: OpenAPIObject) {
    this.#document = document as unknown as Raw;
    this.title = document.info.title;
    this.description = document.info.description ?? '';
    this.tags = (document.tags ?? []).map(({ name, description = '' }) => ({ name, description }));
    this.operations = this.#operationsOf(document.paths, false);
    this.webhooks = this.#operationsOf((document.webhooks ?? {}) as object, true);
    this.schemas = (document.components?.schemas ?? {}) as Record<string, Schema>;
    this.problems = problemsOf(this.operations);
  }

  /** The target of a reference, merged with what is beside the reference; anything else unchanged. */
  resolve<Value>(value: Value & { $ref?: string }): Value {
    const { $ref, ...beside } = value;
    if (typeof $ref !== 'string') return value;
    const steps = $ref.slice(2).split('/');
    const found = steps.reduce<unknown>((at, step) => (at as Raw | undefined)?.[step], this.#document);
    return { ...this.resolve(found as Value & { $ref?: string }), ...beside } as Value;
  }

  /** The first example of a body. */
  exampleOf({ examples = {} }: Media): unknown {
    const [first] = Object.values(examples);
    return first && this.resolve<{ value?: unknown }>(first).value;
  }

  #operationsOf(paths: object, isWebhook: boolean): Operation[] {
    return Object.entries(paths as Record<string, Record<string, Raw>>).flatMap(([path, item]) =>
      Object.entries(item).map(([method, raw]) => this.#operation(path, method, raw, isWebhook)),
    );
  }

  #operation(path: string, method: string, raw: Raw, isWebhook: boolean): Operation {
    const body = this.resolve((raw.requestBody ?? {}) as { content?: Record<string, Media> });
    const responses = Object.entries(raw.responses as Record<string, Response>);
    return {
      id: raw.operationId as string,
      method: method.toUpperCase(),
      path,
      isWebhook,
      tag: (raw.tags as string[] | undefined)?.[0] ?? '',
      summary: raw.summary as string,
      description: raw.description as string,
      parameters: ((raw.parameters ?? []) as Parameter[]).map((one) => this.resolve(one)),
      body: body.content ?? {},
      responses: responses.map(([status, response]) => [status, this.resolve(response)]),
      security: (raw.security ?? []) as Record<string, string[]>[],
    };
  }
}

/** The codes in the description of a response with their words: `` `code`: Words. `` */
export function codesOf({ description }: Response): [code: string, title: string][] {
  const found = description.matchAll(/`(\w+)`: (.*?)(?=\s+`\w+`: |$)/gs);
  return [...found].map(([, code, title]) => [code!, title!]);
}

export const isRefusal = (status: string): boolean => Number(status) >= 400;

function problemsOf(operations: Operation[]): DocumentedProblem[] {
  const problems = new Map<string, DocumentedProblem>();
  for (const operation of operations) {
    for (const [status, response] of operation.responses.filter(([each]) => isRefusal(each))) {
      for (const [code, title] of codesOf(response)) {
        const known = problems.get(code) ?? { code, status, title, operations: [] };
        problems.set(code, known);
        if (!known.operations.includes(operation)) known.operations.push(operation);
      }
    }
  }
  return [...problems.values()].sort(
    (one, other) => Number(one.status) - Number(other.status) || (one.code < other.code ? -1 : 1),
  );
}
