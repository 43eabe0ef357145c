import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import Handlebars from 'handlebars';
import { BranchesApi } from '../../branches/index.js';

const FOLDER = join(import.meta.dirname, 'pages');
const SUFFIX = '.hbs';
const read = (file: string) => readFileSync(join(FOLDER, file), 'utf8');
const handlebars = Handlebars.create();
const template = (name: string) => pageTemplate(read(name + SUFFIX));

/** What a page is made of; other contexts bring templates of their own, which may use our partials and helpers. */
export type PageTemplate = (content: object) => string;
export const pageTemplate = (source: string): PageTemplate => handlebars.compile<object>(source, { strict: true });

/** What is the matter with a field, for its tag: marked as wrong, tied to the words about it, and focused if it is the one. */
handlebars.registerHelper('fieldState', (field: string, ...rest: unknown[]) => {
  const { errors, focus } = (rest.at(-1) as Handlebars.HelperOptions).data.root as Shown;
  const wrong = errors.some((error) => error.field === field);
  const hint = rest.length > 1 ? (rest[0] as string) : undefined;
  const words = [hint, wrong ? `error-${field}` : undefined].filter((id) => id !== undefined).join(' ');
  return new Handlebars.SafeString(
    [
      wrong && 'aria-invalid="true"',
      words && `aria-describedby="${Handlebars.escapeExpression(words)}"`,
      focus === field && 'autofocus',
    ]
      .filter(Boolean)
      .join(' '),
  );
});
for (const file of readdirSync(join(FOLDER, 'partials'))) {
  handlebars.registerPartial(file.slice(0, -SUFFIX.length), template(`partials/${file.slice(0, -SUFFIX.length)}`));
}

export const stylesheet = read('pages.css');
export const passkeysScript = read('passkeys.js');
const version = createHash('sha256').update(stylesheet).digest('base64url').slice(0, 10);

const layout = template('layout');
const templates = {
  'verify-email': template('verify-email'),
  'email-verified': template('email-verified'),
  'link-expired': template('link-expired'),
  'link-mailed': template('link-mailed'),
  message: template('message'),
  problem: template('problem'),
  register: template('register'),
  'reset-ask': template('reset-ask'),
  'reset-set': template('reset-set'),
  security: template('security'),
  'sign-in': template('sign-in'),
};

type PageName = keyof typeof templates;

export interface PageContent {
  title: string;
  /** What is wrong with what was typed; the title then says so to a screen reader. */
  errors: readonly { field: string; message: string }[];
  /** The field where the reader goes on. */
  focus?: string | null;
  /** Who is signed in, where the page is theirs. */
  person?: string | null;
  [name: string]: unknown;
}

type Shown = PageContent & { focus: string | null };

/** Writes the pages for people: plain HTML, under the strict policy that every answer carries. */
@Injectable()
export class PageRenderer {
  constructor(private readonly branches: BranchesApi) {}

  async send(reply: FastifyReply, status: number, page: PageName | PageTemplate, content: PageContent): Promise<void> {
    const { name: organisation } = await this.branches.organisation();
    this.#send(reply, status, page, { ...content, organisation });
  }

  /** For when even the organisation's name may be out of reach. */
  sendProblem(reply: FastifyReply, status: number, title: string, detail: string): void {
    const content = { title, detail, errors: [], requestId: reply.request.id, organisation: 'Motorpool' };
    this.#send(reply, status, 'problem', content);
  }

  /** After a form was taken in: its page is asked for by GET, so that going back or reloading sends nothing twice. */
  goTo(reply: FastifyReply, path: string): void {
    void reply.header('cache-control', 'no-store').redirect(path, 303);
  }

  #send(reply: FastifyReply, status: number, page: PageName | PageTemplate, content: PageContent): void {
    const shown = { focus: content.errors[0]?.field ?? null, person: null, ...content };
    const body = (typeof page === 'string' ? templates[page] : page)(shown);
    const html = layout({ ...shown, body, stylesheet: `/assets/pages.css?v=${version}` });
    // Pages are about one person and their link: nothing between here and them keeps a copy.
    void reply.status(status).header('cache-control', 'no-store').type('text/html; charset=utf-8').send(html);
  }
}
