import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import Handlebars from 'handlebars';
import { BranchesApi } from '../../branches/index.js';

const FOLDER = join(import.meta.dirname, 'pages');
const read = (file: string) => readFileSync(join(FOLDER, file), 'utf8');
const template = (name: string) => Handlebars.compile<object>(read(`${name}.hbs`), { strict: true });

export const stylesheet = read('pages.css');
export const passkeysScript = read('passkeys.js');
const version = createHash('sha256').update(stylesheet).digest('base64url').slice(0, 10);

const layout = template('layout');
const templates = {
  'verify-email': template('verify-email'),
  'email-verified': template('email-verified'),
  'link-expired': template('link-expired'),
  'link-mailed': template('link-mailed'),
  problem: template('problem'),
};

export interface PageContent {
  title: string;
  /** What is wrong with what was typed; the title then says so to a screen reader. */
  errors: readonly { field: string; message: string }[];
  [name: string]: unknown;
}

/** Writes the pages for people: plain HTML without a script, under the strict policy that every answer carries. */
@Injectable()
export class PageRenderer {
  constructor(private readonly branches: BranchesApi) {}

  async send(reply: FastifyReply, status: number, name: keyof typeof templates, content: PageContent): Promise<void> {
    const { name: organisation } = await this.branches.organisation();
    this.#send(reply, status, name, { ...content, organisation });
  }

  /** For when even the organisation's name may be out of reach. */
  sendProblem(reply: FastifyReply, status: number, title: string, detail: string): void {
    const content = { title, detail, errors: [], requestId: reply.request.id, organisation: 'Motorpool' };
    this.#send(reply, status, 'problem', content);
  }

  #send(reply: FastifyReply, status: number, name: keyof typeof templates, content: PageContent): void {
    const body = templates[name](content);
    const html = layout({ ...content, body, stylesheet: `/assets/pages.css?v=${version}` });
    // Pages are about one person and their link: nothing between here and them keeps a copy.
    void reply.status(status).header('cache-control', 'no-store').type('text/html; charset=utf-8').send(html);
  }
}
