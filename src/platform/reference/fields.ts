import { html, type Markup } from '../http/markup.js';
import type { ApiDocument, Parameter, Schema } from './api-document.js';
import { words } from './prose.js';

/** One row of a list of fields. */
export interface Field {
  name: string;
  schema: Schema;
  isRequired: boolean;
}

const nameOf = (ref: string): string => ref.split('/').at(-1)!;
const isNull = ({ type }: Schema): boolean => type === 'null';

/** Renders schemas: the fields of objects and their types. */
export class Fields {
  constructor(
    private readonly document: ApiDocument,
    private readonly hrefOfSchema: (name: string) => string,
  ) {}

  /** The fields of a schema; for a choice of schemas, the fields of each. */
  listOf(schema: Schema): Markup {
    const whole = this.document.resolve(schema);
    const variants = (whole.anyOf ?? whole.oneOf)?.filter((one) => !isNull(one));
    if (variants && variants.length > 1 && !this.#isPlain(whole)) {
      return html`<p>One of:</p>
        ${variants.map((one) => html`<div class="variant">${this.listOf(one)}</div>`)}`;
    }
    if (whole.type === 'array' && whole.items && !this.#isPlain(whole.items)) {
      return html`<p>An array of:</p>
        ${this.listOf(whole.items)}`;
    }
    const fields = this.#fieldsOf(whole);
    return fields.length > 0 ? this.list(fields) : html`<p>${this.#about(schema)}</p>`;
  }

  aboutParameter({ description = '', schema = {}, example }: Parameter): Markup {
    const about = this.#about({ ...this.document.resolve(schema), description });
    return html`${about}
    ${example === undefined ? undefined : html`<span class="limits">Example: <code>${String(example)}</code></span>`}`;
  }

  list(fields: Field[]): Markup {
    return html`<dl class="fields">${fields.map((field) => this.#row(field))}</dl>`;
  }

  /** The type of a schema, in a word or two. */
  typeOf(schema: Schema): Markup {
    if (schema.$ref) {
      const name = nameOf(schema.$ref);
      const whole = this.document.resolve(schema);
      return this.#isPlain(whole) ? this.typeOf(whole) : html`<a href="${this.hrefOfSchema(name)}">${name}</a>`;
    }
    const variants = schema.anyOf ?? schema.oneOf;
    if (variants) return joined(withoutRepeats(variants.map((one) => this.typeOf(one))));
    if (schema.allOf) return this.typeOf(schema.allOf[0]!);
    if ('const' in schema) return html`<code>${JSON.stringify(schema.const)}</code>`;
    return joined([schema.type ?? 'anything'].flat().map((type) => this.#ofType(type, schema)));
  }

  #ofType(type: string, schema: Schema): Markup {
    if (type === 'array' && schema.items) return html`array of ${this.typeOf(schema.items)}`;
    if (type === 'object' && !schema.properties && typeof schema.additionalProperties === 'object') {
      return html`object of ${this.typeOf(schema.additionalProperties)}`;
    }
    return type === 'string' && schema.format ? html`string, ${schema.format}` : html`${type}`;
  }

  #row({ name, schema, isRequired }: Field): Markup {
    const isDeprecated = schema.deprecated ? html`<span class="mark">deprecated</span>` : undefined;
    return html`<div>
      <dt>
        <code>${name}</code>
        <span class="type">${this.typeOf(schema)}</span>
        ${isRequired ? html`<span class="mark">required</span>` : undefined} ${isDeprecated}
      </dt>
      <dd>${this.#about(schema)}</dd>
    </div>`;
  }

  /** The meaning of a field, its allowed words and its limits. */
  #about(schema: Schema): Markup {
    const whole = { ...this.document.resolve(schema), ...schema };
    const one = [whole, ...(whole.anyOf ?? [])].map((each) => this.document.resolve(each)).find((each) => each.enum);
    const limits = [whole, ...(whole.anyOf ?? [])].flatMap((each) => [...limitsOf(this.document.resolve(each))]);
    return html`${words(whole.description ?? '')}
    ${one ? html`<span class="limits">One of ${listed(one.enum!)}.</span>` : undefined}
    ${limits.length > 0 ? html`<span class="limits">${sentence([...new Set(limits)].join(', '))}</span>` : undefined}`;
  }

  /** The fields of an object, including those of unnamed inner objects. */
  #fieldsOf(schema: Schema, prefix = ''): Field[] {
    const parts = (schema.allOf ?? []).flatMap((part) => this.#fieldsOf(this.document.resolve(part), prefix));
    const own = Object.entries(schema.properties ?? {}).flatMap(([name, property]) => {
      const isRequired = schema.required?.includes(name) ?? false;
      return [{ name: prefix + name, schema: property, isRequired }, ...this.#within(prefix + name, property)];
    });
    const names = new Set(own.map(({ name }) => name));
    return [...parts.filter(({ name }) => !names.has(name)), ...own];
  }

  #within(name: string, property: Schema): Field[] {
    const [one] = [property, ...(property.anyOf ?? [])].filter(({ properties, items }) => properties ?? items);
    if (!one || one.$ref) return [];
    if (one.items) return this.#within(`${name}[]`, one.items);
    return this.#fieldsOf(one, `${name}.`);
  }

  /** Whether a schema is a simple value, such as a text, a number or an id: not an object or a choice of objects. */
  #isPlain(schema: Schema): boolean {
    const whole = this.document.resolve(schema);
    const inner = [...(whole.anyOf ?? []), ...(whole.oneOf ?? []), ...(whole.allOf ?? [])];
    return !whole.properties && inner.every((one) => this.#isPlain(one));
  }
}

const withoutRepeats = (all: Markup[]): Markup[] => [...new Map(all.map((one) => [one.text, one])).values()];

const joined = (all: Markup[]): Markup => html`${all.map((one, index) => (index === 0 ? one : html` or ${one}`))}`;

const listed = (values: unknown[]): Markup =>
  html`${values.map((one, index) => html`${index > 0 ? ', ' : ''}<code>${String(one)}</code>`)}`;

const sentence = (text: string): string => `${text[0]!.toUpperCase()}${text.slice(1)}.`;

function* limitsOf(schema: Schema): Generator<string> {
  const { minimum, maximum, minLength, maxLength, minItems, maxItems, default: standard } = schema;
  // zod sets JavaScript's largest safe integer as the bound if a schema has none.
  yield* between(minimum, maximum === Number.MAX_SAFE_INTEGER ? undefined : maximum, '');
  yield* between(minLength, maxLength, ' characters');
  yield* between(minItems, maxItems, ' items');
  if (standard !== undefined && typeof standard !== 'object') yield `${JSON.stringify(standard)} if left out`;
}

function* between(least: number | undefined, most: number | undefined, unit: string): Generator<string> {
  const lower = least === undefined || least === 0 || least === Number.MIN_SAFE_INTEGER ? undefined : least;
  if (lower !== undefined && most !== undefined) yield `${counted(lower)} to ${counted(most)}${unit}`;
  else if (most !== undefined) yield `at most ${counted(most)}${unit}`;
  else if (lower !== undefined) yield `at least ${counted(lower)}${unit}`;
}

const counts = new Intl.NumberFormat('en');
const counted = (value: number): string => counts.format(value);
