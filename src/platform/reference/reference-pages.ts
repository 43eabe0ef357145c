import { html, type Markup } from '../http/markup.js';
import type { ApiDocument, DocumentedProblem, Operation } from './api-document.js';
import { Fields } from './fields.js';
import { addressLine, OperationSections } from './operation-section.js';
import { prose, slugOf, words } from './prose.js';

/** The address of an operation on the page of its tag. */
const hrefOf = ({ tag, id, isWebhook }: Operation): string => `/docs/${isWebhook ? 'webhooks' : slugOf(tag)}#${id}`;

/** A page of the reference, before it is put into its frame. */
export interface ReferencePage {
  slug: string;
  title: string;
  main: Markup;
  /** The sections of the page, for the table of contents. */
  parts: { id: string; title: string }[];
}

/** Renders the pages of the reference: one for each tag, and for webhooks, problems and schemas. */
export class ReferencePages {
  readonly #fields: Fields;
  readonly #sections: OperationSections;

  constructor(private readonly document: ApiDocument) {
    this.#fields = new Fields(document, (name) => `/docs/schemas#${name}`);
    this.#sections = new OperationSections(document, this.#fields);
  }

  /** All pages in reading order, except the first. */
  contents(): { slug: string; title: string }[] {
    const tags = this.document.tags.map(({ name }) => ({ slug: slugOf(name), title: name }));
    const rest = ['Webhooks', 'Problems', 'Schemas'].map((title) => ({ slug: slugOf(title), title }));
    return [...tags, ...rest];
  }

  of(slug: string): ReferencePage | undefined {
    if (slug === 'webhooks') return this.#webhooks();
    if (slug === 'problems') return this.#problems();
    if (slug === 'schemas') return this.#schemas();
    const tag = this.document.tags.find(({ name }) => slugOf(name) === slug);
    return tag && this.#tag(tag);
  }

  /** The first page: how to begin, and all operations by name, or those that match all words of a search. */
  overview(search = ''): ReferencePage {
    const { title, description } = this.document;
    const list = this.#index(search.toLowerCase().split(/\s+/));
    const start = html`<h1>${title} API</h1>
      <div class="about">${prose(description)}</div>`;
    const found = html`<h2 id="operations">Operations</h2>
      ${list}`;
    const main = search
      ? html`<h1>Search: ${search}</h1>
          ${found}`
      : html`${start} ${found}`;
    return { slug: '', title: search ? `Search: ${search}` : 'Overview', main, parts: [] };
  }

  #index(wanted: string[]): Markup {
    const all = [...this.document.operations, ...this.document.webhooks];
    const matches = all.filter((operation) => wanted.every((word) => searched(operation).includes(word)));
    const groups = [...this.document.tags.map(({ name }) => name), 'Webhooks'].map((name) => {
      const own = matches.filter((one) => (one.isWebhook ? 'Webhooks' : one.tag) === name);
      return own.length === 0 ? undefined : indexGroup(name, own);
    });
    const count = matches.length === 1 ? '1 operation' : `${matches.length} operations and webhooks`;
    return html`<p class="found" id="found" role="status">${matches.length === 0 ? 'Nothing found.' : count}</p>
      <div id="index">${groups}</div>`;
  }

  #tag({ name, description }: { name: string; description: string }): ReferencePage {
    return this.#listed(
      name,
      description,
      this.document.operations.filter(({ tag }) => tag === name),
    );
  }

  #webhooks(): ReferencePage {
    const about =
      'What this service tells other programs, and when: a POST to the address of each webhook that wants the event. ' +
      'A webhook is set up with `POST /api/v1/webhooks`.';
    return this.#listed('Webhooks', about, this.document.webhooks);
  }

  #listed(title: string, about: string, operations: Operation[]): ReferencePage {
    const main = html`<h1>${title}</h1>
      <p class="lead">${words(about)}</p>
      ${operations.map((operation) => this.#sections.of(operation))}`;
    const parts = operations.map(({ id, summary }) => ({ id, title: summary }));
    return { slug: slugOf(title), title, main, parts };
  }

  #problems(): ReferencePage {
    const { problems } = this.document;
    const main = html`<h1>Problems</h1>
      <p class="lead">
        Every refusal is an RFC 9457 problem document. Branch on its <code>code</code>, which never changes.
      </p>
      ${problems.map((problem) => this.#problem(problem))}`;
    return { slug: 'problems', title: 'Problems', main, parts: [] };
  }

  #problem({ code, status, title, operations }: DocumentedProblem): Markup {
    const name = `${code.replace(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase())}Problem`;
    const members = name in this.document.schemas;
    const links = operations.map((one) => html`<li><a href="${hrefOf(one)}">${one.summary}</a></li>`);
    const all = operations.length === this.document.operations.length;
    return html`<section class="operation brief" id="${code}" aria-labelledby="${code}-title">
      <h2 id="${code}-title"><code>${code}</code></h2>
      <p><strong class="status">${status}</strong> ${words(title)}</p>
      ${members ? html`<p>Members: <a href="/docs/schemas#${name}">${name}</a></p>` : undefined}
      ${
        all
          ? html`<p>Any operation may answer it.</p>`
          : html`<details>
              <summary>${operations.length === 1 ? '1 operation' : `${operations.length} operations`}</summary>
              <ul>
                ${links}
              </ul>
            </details>`
      }
    </section>`;
  }

  #schemas(): ReferencePage {
    const all = Object.entries(this.document.schemas);
    const main = html`<h1>Schemas</h1>
      <p class="lead">The objects in request bodies and answers, by name.</p>
      ${all.map(
        ([name, schema]) =>
          html`<section class="operation brief" id="${name}" aria-labelledby="${name}-title">
            <h2 id="${name}-title"><code>${name}</code></h2>
            ${schema.description ? html`<p>${words(schema.description)}</p>` : undefined}
            <p class="type">${this.#fields.typeOf(schema)}</p>
            ${this.#fields.listOf(schema)}
          </section>`,
      )}`;
    return { slug: 'schemas', title: 'Schemas', main, parts: [] };
  }
}

/** The text in which a search looks, in lower case. */
const searched = ({ method, path, summary, id, tag }: Operation): string =>
  `${method} ${path} ${summary} ${id} ${tag}`.toLowerCase();

function indexGroup(name: string, operations: Operation[]): Markup {
  const slug = slugOf(name);
  const rows = operations.map(
    (one) =>
      html`<li data-search="${searched(one)}">
        <a href="${hrefOf(one)}">${one.summary}</a>
        ${addressLine(one)}
      </li>`,
  );
  return html`<section aria-labelledby="index-${slug}">
    <h3 id="index-${slug}"><a href="/docs/${slug}">${name}</a></h3>
    <ul class="index">
      ${rows}
    </ul>
  </section>`;
}
