import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import Handlebars from 'handlebars';
import { BranchesApi } from '../../../branches/index.js';
import { designTokens } from '../../../platform/http/design-tokens.js';
import { showProblemsBy } from '../../../platform/http/problems/problem-pages.js';
import { FormTargets } from './form-targets.js';

const FOLDER = join(import.meta.dirname, 'templates');
const SUFFIX = '.hbs';
const read = (file: string) => readFileSync(join(FOLDER, file), 'utf8');
const handlebars = Handlebars.create();
const compile = (text: string) => handlebars.compile<object>(text, { strict: true });
const template = (name: string) => compile(read(name + SUFFIX));

/** The attributes of a field: marked as invalid, linked to its error message, and focused if it is the first. */
handlebars.registerHelper('fieldState', (field: string, ...rest: unknown[]) => {
  const { errors, focus } = (rest.at(-1) as Handlebars.HelperOptions).data.root as PageModel;
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
/** The error message above a field; the summary at the top of the page links to it. */
handlebars.registerHelper('fieldError', (field: string, { data }: Handlebars.HelperOptions) => {
  const own = (data.root as PageModel).errors.filter((error) => error.field === field);
  if (own.length === 0) return '';
  (data.root as PageModel).placed?.add(field);
  const words = own.map(({ message }) => Handlebars.escapeExpression(message)).join(' ');
  return new Handlebars.SafeString(`<p class="field-error" id="error-${field}">${words}</p>`);
});
handlebars.registerHelper('encoded', (text: string) => encodeURIComponent(text));
for (const file of readdirSync(join(FOLDER, 'partials'))) {
  handlebars.registerPartial(file.slice(0, -SUFFIX.length), template(`partials/${file.slice(0, -SUFFIX.length)}`));
}

export const stylesheet = designTokens + read('pages.css');
export const scripts = { passkeys: read('passkeys.js'), webauthn: read('webauthn.js') };
const digestOf = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 10);
const version = digestOf(stylesheet);
/** A browser that has the file asks whether it changed and does not download it again. */
export const assetTags = {
  stylesheet: `"${version}"`,
  passkeys: `"${digestOf(scripts.passkeys)}"`,
  webauthn: `"${digestOf(scripts.webauthn)}"`,
};

const layout = template('layout');
const templates: Record<string, (content: object) => string> = {
  'verify-email': template('verify-email'),
  'email-verified': template('email-verified'),
  'link-expired': template('link-expired'),
  'link-mailed': template('link-mailed'),
  message: template('message'),
  problem: template('problem'),
  register: template('register'),
  'reset-ask': template('reset-ask'),
  'reset-set': template('reset-set'),
  'review-access': template('review-access'),
  security: template('security'),
  'sign-in-again': template('sign-in-again'),
  'sign-in': template('sign-in'),
  'undo-email-change': template('undo-email-change'),
};

export interface FormError {
  field: string;
  message: string;
}

export interface PageContent {
  title: string;
  /** The errors in what was typed; the title then announces them to screen readers. */
  errors: readonly FormError[];
  /** The field that gets the focus. */
  focus?: string | null;
  /** The signed-in person, if the page is about them. */
  person?: string | null;
  [name: string]: unknown;
}

type PageModel = PageContent & {
  focus: string | null;
  /** The fields that already show their errors. */
  placed?: Set<string>;
};

/** Renders the pages for people: plain HTML, under the strict policy of every response. */
@Injectable()
export class PageRenderer {
  readonly #sections: ((userId: string) => Promise<string>)[] = [];

  constructor(
    private readonly branches: BranchesApi,
    private readonly targets: FormTargets,
  ) {
    showProblemsBy((reply, { status, code, title, detail }) => {
      const page = PROBLEM_PAGES[code] ?? { title, detail: detail ?? 'Go back and try again.' };
      this.sendProblem(reply, status, page.title, page.detail);
    });
  }

  /** Adds the pages of another context, in the same design. */
  static add(folder: string, ...names: string[]): void {
    for (const name of names) templates[name] = compile(readFileSync(join(folder, name + SUFFIX), 'utf8'));
  }

  /** Adds a section of another context to the account page, as HTML; empty if there is nothing to show. */
  addAccountSection(make: (userId: string) => Promise<string>): void {
    this.#sections.push(make);
  }

  accountSections(userId: string): Promise<string[]> {
    return Promise.all(this.#sections.map((make) => make(userId)));
  }

  /** Renders one template without the frame of a page. */
  part(name: string, content: object): string {
    return templates[name]!(content);
  }

  async send(reply: FastifyReply, status: number, name: string, content: PageContent): Promise<void> {
    const target = typeof content.next === 'string' && content.next ? await this.targets.of(content.next) : undefined;
    if (target) this.allowFormsTo(reply, target);
    // Pages are personal and contain links, so no cache may keep them.
    void reply.status(status).header('cache-control', 'no-store').type('text/html; charset=utf-8');
    void reply.send(await this.html(name, content));
  }

  async html(name: string, content: PageContent): Promise<string> {
    const { name: organisation } = await this.branches.organisation();
    return this.#html(name, { ...content, organisation });
  }

  /** Allows the page's forms to redirect to this source outside of the service. */
  allowFormsTo(reply: FastifyReply, source: string): void {
    const policy = String(reply.getHeader('content-security-policy'));
    void reply.header('content-security-policy', formsTo(policy, source));
  }

  /** Works even if the organisation's name cannot be read. */
  sendProblem(reply: FastifyReply, status: number, title: string, detail: string): void {
    const content = { title, detail, errors: [], requestId: reply.request.id, organisation: 'Motorpool' };
    const html = this.#html('problem', content);
    void reply.status(status).header('cache-control', 'no-store').type('text/html; charset=utf-8').send(html);
  }

  /** Redirects with GET after a form was accepted, so that going back or reloading submits nothing twice. */
  goTo(reply: FastifyReply, path: string): void {
    void reply.header('cache-control', 'no-store').redirect(path, 303);
  }

  #html(name: string, content: PageContent): string {
    // Messages are confirmations unless the content says otherwise.
    const shown = { focus: content.errors[0]?.field ?? null, person: null, done: true, ...content };
    const body = this.#body(name, shown);
    return layout({ ...shown, body, stylesheet: `/assets/pages.css?v=${version}` });
  }

  /** If there are errors, renders twice: the summary at the top has to know which fields the page shows. */
  #body(name: string, shown: PageModel): string {
    const placed = new Set<string>();
    const write = () => templates[name]!({ ...shown, placed, summary: shown.errors.map(linkedTo(placed)) });
    if (shown.errors.length > 0) write();
    return write();
  }
}

const linkedTo = (placed: ReadonlySet<string>) => (error: FormError) => ({
  ...error,
  isLink: placed.has(error.field),
});

const PROBLEM_PAGES: Readonly<Record<string, { title: string; detail: string }>> = {
  not_found: {
    title: 'Page not found',
    detail: 'Check the address, or start again from the sign-in page. A link in an email may have been cut off.',
  },
  cross_origin: {
    title: 'This form was sent from another site',
    detail: 'Open the page here and send the form again.',
  },
};

/** The same policy with one more target for forms. */
export const formsTo = (policy: string, source: string): string =>
  policy.replace("form-action 'self'", `form-action 'self' ${source}`);
