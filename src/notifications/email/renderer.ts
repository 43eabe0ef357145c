import { readdirSync, readFileSync } from 'node:fs';
import { Injectable } from '@nestjs/common';
import Handlebars from 'handlebars';
import { Config } from '../../platform/config/config.js';
import { Sealer } from '../../platform/crypto/sealer.js';
import { type ClaimedMail, Unsendable } from '../domain/mail.js';
import { linkPaths, type TemplateName, templateNames } from './templates.js';

export interface Bodies {
  html: string;
  text: string;
}

const FOLDER = new URL('./templates/', import.meta.url);
export const LINK_PURPOSE = 'mailed-link';

/**
 * Makes the two bodies of a mail from its template and its model. Every template is compiled at start, so that a broken
 * one is found then; a field that a model lacks is an error and never a gap.
 */
@Injectable()
export class Renderer {
  readonly #html = compileAll('html');
  readonly #text = compileAll('text');

  constructor(
    private readonly config: Config,
    private readonly sealer: Sealer,
  ) {}

  /** @throws Unsendable */
  render(mail: Pick<ClaimedMail, 'template' | 'subject' | 'model' | 'sealedSecret'>): Bodies {
    const html = this.#html.get(mail.template);
    const text = this.#text.get(mail.template);
    if (!html || !text) throw new Unsendable(`There is no template ${mail.template}.`);
    try {
      const link = this.#link(mail);
      const context = { ...mail.model, subject: mail.subject };
      return { html: html({ ...context, link: link && markedUp(link) }), text: text({ ...context, link }) };
    } catch (error) {
      throw new Unsendable(`The template ${mail.template} failed: ${(error as Error).message}`);
    }
  }

  #link({ template, sealedSecret }: Pick<ClaimedMail, 'template' | 'sealedSecret'>): string | undefined {
    const path = linkPaths[template as TemplateName];
    if (!path) return undefined;
    if (!sealedSecret) throw new Error('its link has no token');
    const token = this.sealer.open(sealedSecret, LINK_PURPOSE);
    return `${this.config.publicUrl}${path}?token=${encodeURIComponent(token)}`;
  }
}

/** Handlebars also escapes `=`, which is right, but not what people and programs look for in a link. */
const markedUp = (link: string) =>
  new Handlebars.SafeString(Handlebars.escapeExpression(link).replaceAll('&#x3D;', '='));

/** All templates of a kind, with the partials that they share. */
function compileAll(kind: 'html' | 'text'): Map<string, HandlebarsTemplateDelegate> {
  const handlebars = Handlebars.create();
  const read = (file: string) => readFileSync(new URL(file, FOLDER), 'utf8');
  const options = { strict: true, noEscape: kind === 'text' };
  // Line breaks of people's text, which HTML would run together.
  handlebars.registerHelper(
    'lines',
    (text: string) => new Handlebars.SafeString(text.split('\n').map(Handlebars.escapeExpression).join('<br />')),
  );
  const suffix = `.${kind}.hbs`;
  for (const file of readdirSync(new URL('partials/', FOLDER)).filter((name) => name.endsWith(suffix))) {
    handlebars.registerPartial(file.slice(0, -suffix.length), handlebars.compile(read(`partials/${file}`), options));
  }
  return new Map(templateNames.map((name) => [name, handlebars.compile(read(`${name}${suffix}`), options)]));
}
