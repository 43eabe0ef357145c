import { readdirSync, readFileSync } from 'node:fs';
import { Injectable } from '@nestjs/common';
import Handlebars from 'handlebars';
import { Config } from '../../platform/config/config.js';
import { Sealer } from '../../platform/crypto/sealer.js';
import { DEFAULT_LOCALE } from '../../platform/domain/locales.js';
import { type ClaimedMail, Unsendable } from '../domain/mail.js';
import { mailNamed, mails } from '../mails/registry.js';
import type { Common } from './mail-definition.js';

export interface Bodies {
  html: string;
  text: string;
}

const PARTIALS = new URL('./partials/', import.meta.url);
export const LINK_PURPOSE = 'mailed-link';

/**
 * Renders the two bodies of an email from its template and its model. Every template is compiled at start, so that a broken
 * one is found then. A field that is missing in a model is an error, not a gap.
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

  #link({
    template,
    model,
    sealedSecret,
  }: Pick<ClaimedMail, 'template' | 'model' | 'sealedSecret'>): string | undefined {
    const link = mailNamed(template)?.link;
    if (!link) return undefined;
    if ('page' in link) return this.config.publicUrl + link.page(model);
    if (!sealedSecret) throw new Error('its link has no token');
    const token = this.sealer.open(sealedSecret, LINK_PURPOSE);
    return `${this.config.publicUrl}${link.token}?token=${encodeURIComponent(token)}`;
  }
}

/** The sentences are always English; the reader's locale only affects dates and numbers. */
const english = new Intl.PluralRules('en');

/** A whole sentence for a number of things: `{{plural count one="1 booking waits." other="# bookings wait."}}`. */
function plural(count: number, { hash, data }: Handlebars.HelperOptions): string {
  const sentences = hash as Partial<Record<Intl.LDMLPluralRule, string>>;
  const sentence = sentences[english.select(count)] ?? sentences.other;
  // An email that an earlier release wrote has no locale.
  const { locale = DEFAULT_LOCALE } = (data as { root: Partial<Common> }).root;
  if (!sentence) throw new Error('a plural without a sentence for it');
  return sentence.replaceAll('#', new Intl.NumberFormat(locale).format(count));
}

/** Handlebars also escapes `=`. That is correct, but people and programs do not expect it in a link. */
const markedUp = (link: string) =>
  new Handlebars.SafeString(Handlebars.escapeExpression(link).replaceAll('&#x3D;', '='));

/** The bodies of all mails in one form, with the partials that they share. */
function compileAll(kind: 'html' | 'text'): Map<string, HandlebarsTemplateDelegate> {
  const handlebars = Handlebars.create();
  const read = (file: string) => readFileSync(new URL(file, PARTIALS), 'utf8');
  const options = { strict: true, noEscape: kind === 'text' };
  // Keeps the line breaks of people's text, which HTML would ignore.
  handlebars.registerHelper(
    'lines',
    (text: string) => new Handlebars.SafeString(text.split('\n').map(Handlebars.escapeExpression).join('<br />')),
  );
  handlebars.registerHelper('plural', plural);
  const suffix = `.${kind}.hbs`;
  for (const file of readdirSync(PARTIALS).filter((name) => name.endsWith(suffix))) {
    handlebars.registerPartial(file.slice(0, -suffix.length), handlebars.compile(read(file), options));
  }
  return new Map(mails.map((mail) => [mail.name, handlebars.compile(mail[kind], options)]));
}
