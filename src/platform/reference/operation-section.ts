import { html, type Markup } from '../http/markup.js';
import { type ApiDocument, codesOf, isRefusal, type Media, type Operation, type Response } from './api-document.js';
import type { Fields } from './fields.js';
import { code, prose, words } from './prose.js';
import { requestSample } from './request-sample.js';

const WHERE: Readonly<Record<string, string>> = { path: 'in the path', query: 'in the query', header: 'a header' };

/** Renders what an operation does, takes and answers. */
export class OperationSections {
  /** The codes that at least half of all operations may answer. They are listed separately from an operation's own. */
  readonly #common: ReadonlySet<string>;

  constructor(
    private readonly document: ApiDocument,
    private readonly fields: Fields,
  ) {
    const { problems, operations } = document;
    const common = problems.filter((one) => one.operations.length * 2 >= operations.length);
    this.#common = new Set(common.map((one) => one.code));
  }

  of(operation: Operation): Markup {
    const { id, summary, description } = operation;
    return html`<section class="operation" id="${id}" aria-labelledby="${id}-title">
      <div class="head">
        <h2 id="${id}-title">${summary}</h2>
        <a class="anchor" href="#${id}" aria-label="Link to “${summary}”">#</a>
      </div>
      ${addressLine(operation)}
      <div class="about">${prose(description)}</div>
      ${this.#security(operation)} ${this.#parameters(operation)} ${this.#body(operation)}
      ${operation.isWebhook ? undefined : this.#sample(operation)} ${this.#responses(operation)}
      ${this.#problems(operation)}
    </section>`;
  }

  #security({ security, isWebhook }: Operation): Markup | undefined {
    if (isWebhook) return html`<p class="access">Signed with the secret of the webhook.</p>`;
    if (security.length === 0) return undefined;
    const [scope] = security.flatMap((one) => one.oauth2 ?? []);
    return html`<p class="access">
      Sign-in: the session cookie, or an access token with the scope <code>${scope ?? ''}</code>.
    </p>`;
  }

  #parameters({ id, parameters }: Operation): Markup | undefined {
    if (parameters.length === 0) return undefined;
    const rows = parameters.map((parameter) => {
      const { name, in: where, required, schema = {} } = parameter;
      return html`<div>
        <dt>
          <code>${name}</code>
          <span class="type">${this.fields.typeOf(schema)}, ${WHERE[where] ?? where}</span>
          ${required ? html`<span class="mark">required</span>` : undefined}
        </dt>
        <dd>${this.fields.aboutParameter(parameter)}</dd>
      </div>`;
    });
    return html`<h3 id="${id}-parameters">Parameters</h3>
      <dl class="fields">${rows}</dl>`;
  }

  #body({ id, body, isWebhook }: Operation): Markup | undefined {
    const types = Object.keys(body);
    const media = Object.values(body)[0];
    if (!media?.schema) return undefined;
    const isJson = types[0] === 'application/json';
    return html`<h3 id="${id}-body">${isWebhook ? 'What is sent' : 'Body'}</h3>
      <p class="type">${this.#named(media)}${types.join(', ')}</p>
      ${isJson ? this.fields.listOf(media.schema) : undefined} ${isWebhook ? this.#example(media) : undefined}`;
  }

  #sample(operation: Operation): Markup {
    return html`<h3 id="${operation.id}-request">Example request</h3>
      ${code(requestSample(this.document, operation))}`;
  }

  #responses({ id, responses }: Operation): Markup {
    const fine = responses.filter(([status]) => !isRefusal(status));
    return html`<h3 id="${id}-answers">Answers</h3>
      ${fine.map(([status, response]) => this.#response(status, response))}`;
  }

  #response(status: string, { description, content = {}, headers = {} }: Response): Markup {
    const [[type, media] = []] = Object.entries(content);
    const names = Object.keys(headers).map((name, index) => html`${index > 0 ? ', ' : ''}<code>${name}</code>`);
    const isJson = type === 'application/json' && media?.schema;
    return html`<div class="answer">
      <p><strong class="status">${status}</strong> ${words(description)}</p>
      ${media ? html`<p class="type">${this.#named(media)}${Object.keys(content).join(', ')}</p>` : undefined}
      ${names.length > 0 ? html`<p class="type">Headers: ${names}</p>` : undefined}
      ${
        isJson
          ? html`<details>
              <summary>Fields</summary>
              ${this.fields.listOf(media.schema!)}
            </details>`
          : undefined
      }
      ${media ? this.#example(media) : undefined}
    </div>`;
  }

  #named({ schema }: Media): Markup {
    return schema?.$ref ? html`${this.fields.typeOf(schema)} · ` : html``;
  }

  #example(media: Media): Markup | undefined {
    const example = this.document.exampleOf(media);
    if (example === undefined) return undefined;
    return html`<details>
      <summary>Example</summary>
      ${code(typeof example === 'string' ? example : JSON.stringify(example, null, 2))}
    </details>`;
  }

  #problems({ id, responses }: Operation): Markup | undefined {
    const all = responses
      .filter(([status]) => isRefusal(status))
      .flatMap(([status, response]) => codesOf(response).map(([name, title]) => ({ status, name, title })));
    if (all.length === 0) return undefined;
    const rows = (wanted: boolean) =>
      all
        .filter(({ name }) => this.#common.has(name) === wanted)
        .map(
          ({ status, name, title }) =>
            html`<div>
              <dt>
                <span class="status">${status}</span> <a href="/docs/problems#${name}"><code>${name}</code></a>
              </dt>
              <dd>${words(title)}</dd>
            </div>`,
        );
    const [own, common] = [rows(false), rows(true)];
    return html`<h3 id="${id}-problems">Problems</h3>
      ${own.length > 0 ? html`<dl class="fields">${own}</dl>` : undefined}
      ${
        common.length > 0
          ? html`<details>
              <summary>Problems of most operations</summary>
              <dl class="fields">${common}</dl>
            </details>`
          : undefined
      }`;
  }
}

/** `POST /api/v1/bookings`, with places where the line may break. */
export function addressLine({ method, path, isWebhook }: Operation): Markup {
  return html`<p class="address">
    <span class="method">${isWebhook ? 'event' : method}</span>
    <code>${path}</code>
  </p>`;
}
