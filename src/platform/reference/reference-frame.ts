import { html, type Markup } from '../http/markup.js';
import type { ReferencePage } from './reference-pages.js';

export interface Frame {
  /** The name of the service. */
  name: string;
  contents: { slug: string; title: string }[];
  /** The words that are searched for. */
  search: string;
  /** The addresses of the style sheet and of the script. */
  style: string;
  script: string;
}

/** Adds the frame to a page: the search, the table of contents, and links to the document itself. */
export function framed(page: ReferencePage, { name, contents, search, style, script }: Frame): string {
  const body = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${page.title} · ${name} API</title>
        <link rel="stylesheet" href="${style}" />
        <link rel="icon" href="data:," />
        <script src="${script}" defer></script>
      </head>
      <body>
        <a class="skip" href="#main">Skip to the content</a>
        <header class="masthead">
          <p class="brand"><a href="/docs">${name} API</a></p>
          <form role="search" action="/docs" method="get">
            <label for="q">Search operations</label>
            <input id="q" name="q" type="search" maxlength="100" value="${search}" autocomplete="off" />
            <button type="submit">Search</button>
          </form>
          <p class="files">
            <a href="/openapi.json">OpenAPI as JSON</a>
            <a href="/openapi.yaml">as YAML</a>
          </p>
        </header>
        <div class="columns">
          <nav aria-label="Contents">
            <details class="contents">
              <summary>Contents</summary>
              ${contentsList(page, contents)}
            </details>
          </nav>
          <main id="main" tabindex="-1">${page.main}</main>
        </div>
        <p class="away" id="said" role="status"></p>
      </body>
    </html>`;
  return body.text;
}

function contentsList(page: ReferencePage, contents: Frame['contents']): Markup {
  const parts = page.parts.map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`);
  const items = [{ slug: '', title: 'Overview' }, ...contents].map(({ slug, title }) => {
    const isHere = slug === page.slug;
    const href = slug ? `/docs/${slug}` : '/docs';
    const link = isHere
      ? html`<a href="${href}" aria-current="page">${title}</a>`
      : html`<a href="${href}">${title}</a>`;
    const within = isHere && parts.length > 0;
    return html`<li>
      ${link}
      ${
        within
          ? html`<ul>
              ${parts}
            </ul>`
          : undefined
      }
    </li>`;
  });
  return html`<ul>
    ${items}
  </ul>`;
}
