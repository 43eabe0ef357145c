import MarkdownIt from 'markdown-it';
import { html, Markup } from '../http/markup.js';

/** Renders our own texts in the OpenAPI document, which are CommonMark. */
const markdown = new MarkdownIt({ html: false, typographer: false });
markdown.renderer.rules.fence = (tokens, index) => code(tokens[index]!.content).text;
markdown.renderer.rules.heading_open = (tokens, index) => {
  const { tag } = tokens[index]!;
  return `<${tag} id="${slugOf(tokens[index + 1]!.content)}">`;
};

/** Paragraphs, lists, headings with anchors, and code. */
export const prose = (text: string): Markup => new Markup(markdown.render(text));

/** One or more sentences, inline, without a paragraph. */
export const words = (text: string): Markup => new Markup(markdown.renderInline(text));

/** A piece of code; the script of the page adds a button that copies it. */
export const code = (text: string): Markup =>
  html`<div class="code">
    <pre><code>${text.trimEnd()}</code></pre>
  </div>`;

/** `Organisation and branches` as a part of an address: `organisation-and-branches`. */
export const slugOf = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
