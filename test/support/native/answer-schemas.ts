import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { OpenApiDocument } from '../open-api.js';

/** What a document says of answers, compiled as they come. */
export class AnswerSchemas {
  readonly #ajv = new Ajv2020({ strict: false, allErrors: true });
  readonly #validators = new Map<string, ValidateFunction>();

  constructor(document: OpenApiDocument) {
    addFormats.default(this.#ajv);
    this.#ajv.addSchema({ $id: 'doc', ...document });
  }

  /** @returns what is wrong with it, if anything is */
  problemsOf(body: unknown, schema: object): string | undefined {
    const text = JSON.stringify(schema);
    let validate = this.#validators.get(text);
    if (!validate) {
      const rooted = JSON.parse(text.replaceAll('"#/components', '"doc#/components')) as object;
      this.#validators.set(text, (validate = this.#ajv.compile(closed(rooted))));
    }
    return validate(body) ? undefined : this.#ajv.errorsText(validate.errors);
  }
}

const made = new Map<string, AnswerSchemas>();

/** Those of an earlier app of this worker where its document says the same: to compile them takes as long as many a test. */
export function answerSchemasOf(document: OpenApiDocument): AnswerSchemas {
  const text = JSON.stringify([document.paths, document.components]);
  const schemas = made.get(text) ?? new AnswerSchemas(document);
  made.set(text, schemas);
  return schemas;
}

/**
 * A field that an answer has and the document does not know is a departure too. Of schemas that are joined (`allOf`) each knows
 * some fields: only the whole can be closed.
 */
function closed(schema: unknown, isPart = false): object {
  if (Array.isArray(schema)) return schema.map((each) => closed(each, isPart));
  if (typeof schema !== 'object' || schema === null) return schema as never;
  const entries = Object.entries(schema).map(([key, value]) => [key, closed(value, key === 'allOf')]);
  const made = Object.fromEntries(entries) as Record<string, unknown>;
  if (isPart || made.additionalProperties !== undefined) return made;
  if (made.allOf) made.unevaluatedProperties = false;
  else if (made.type === 'object' && made.properties) made.additionalProperties = false;
  return made;
}
