import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import Handlebars from 'handlebars';
import { BranchesApi } from '../../branches/index.js';
import { FormTargets } from './form-targets.js';

const FOLDER = join(import.meta.dirname, 'pages');
const SUFFIX = '.hbs';
const read = (file: string) => readFileSync(join(FOLDER, file), 'utf8');
const handlebars = Handlebars.create();
const compile = (text: string) => handlebars.compile<object>(text, { strict: true });
const template = (name: string) => compile(read(name + SUFFIX));

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
handlebars.registerHelper('encoded', (text: string) => encodeURIComponent(text));
for (const file of readdirSync(join(FOLDER, 'partials'))) {
  handlebars.registerPartial(file.slice(0, -SUFFIX.length), template(`partials/${file.slice(0, -SUFFIX.length)}`));
}

export const stylesheet = read('pages.css');
export const scripts = { passkeys: read('passkeys.js'), webauthn: read('webauthn.js') };
const version = createHash('sha256').update(stylesheet).digest('base64url').slice(0, 10);

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
  security: template('security'),
  'sign-in-again': template('sign-in-again'),
  'sign-in': template('sign-in'),
};

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
  readonly #sections: ((userId: string) => Promise<string>)[] = [];

  constructor(
    private readonly branches: BranchesApi,
    private readonly targets: FormTargets,
  ) {}

  /** The pages of another context, in the same design. */
  static add(folder: string, ...names: string[]): void {
    for (const name of names) templates[name] = compile(readFileSync(join(folder, name + SUFFIX), 'utf8'));
  }

  /** What another context says on the page of one's account, as HTML; nothing where it has nothing to say. */
  addAccountSection(make: (userId: string) => Promise<string>): void {
    this.#sections.push(make);
  }

  accountSections(userId: string): Promise<string[]> {
    return Promise.all(this.#sections.map((make) => make(userId)));
  }

  /** A part of a page, by its template alone. */
  part(name: string, content: object): string {
    return templates[name]!(content);
  }

  async send(reply: FastifyReply, status: number, name: string, content: PageContent): Promise<void> {
    const target = typeof content.next === 'string' && content.next ? await this.targets.of(content.next) : undefined;
    if (target) this.allowFormsTo(reply, target);
    // Pages are about one person and their link: nothing between here and them keeps a copy.
    void reply.status(status).header('cache-control', 'no-store').type('text/html; charset=utf-8');
    void reply.send(await this.html(name, content));
  }

  async html(name: string, content: PageContent): Promise<string> {
    const { name: organisation } = await this.branches.organisation();
    return this.#html(name, { ...content, organisation });
  }

  /** Where what is sent from this page may lead on to, beyond this service. */
  allowFormsTo(reply: FastifyReply, source: string): void {
    const policy = String(reply.getHeader('content-security-policy'));
    void reply.header('content-security-policy', formsTo(policy, source));
  }

  /** For when even the organisation's name may be out of reach. */
  sendProblem(reply: FastifyReply, status: number, title: string, detail: string): void {
    const content = { title, detail, errors: [], requestId: reply.request.id, organisation: 'Motorpool' };
    const html = this.#html('problem', content);
    void reply.status(status).header('cache-control', 'no-store').type('text/html; charset=utf-8').send(html);
  }

  /** After a form was taken in: its page is asked for by GET, so that going back or reloading sends nothing twice. */
  goTo(reply: FastifyReply, path: string): void {
    void reply.header('cache-control', 'no-store').redirect(path, 303);
  }

  #html(name: string, content: PageContent): string {
    const shown = { focus: content.errors[0]?.field ?? null, person: null, ...content };
    const body = templates[name]!(shown);
    return layout({ ...shown, body, stylesheet: `/assets/pages.css?v=${version}` });
  }
}

/** The same policy with one more place where forms may lead. */
export const formsTo = (policy: string, source: string): string =>
  policy.replace("form-action 'self'", `form-action 'self' ${source}`);
