import type { MailKind } from '../domain/kinds.js';
import type { Listed, MailedBooking } from './booking-models.js';

/** The data that every email's texts get. */
export interface Common {
  organisation: string;
  /** The locale for dates and numbers. */
  locale: string;
  /** The name in the greeting; null if a stranger may have made it up. */
  name: string | null;
}

/**
 * Where the button of an email leads, under `PUBLIC_URL`. Every email that asks for something needs one: to a page that takes
 * the email's own token, or to a page of the console. `null` only if there is nothing to do.
 */
export type MailLink<Model> = { token: string } | { page(model: Model): string } | null;

/** What samples are made from: the same text in each field that people write. */
export interface SampleParts {
  text: string;
  organisation: string;
  booking: MailedBooking;
  listed: Listed;
}

export const NOW = 'Tuesday, 24 November 2026, 9:00 am (Europe/Berlin)';
export const LATER = 'Wednesday, 25 November 2026, 9:00 am (Europe/Berlin)';
export const PERIOD = 'Tuesday, 24 November 2026, 9:00 – 11:30 am (Europe/Berlin)';

/**
 * Defines one email completely. The file `mails/<area>/<name>.ts` contains it, with the listener that decides who gets it and
 * when.
 *
 * @template Model what its texts get in addition to `Common`. It is stored with the email and shown to administrators, so it
 *   must not contain secrets
 */
export interface MailDefinition<Model extends object = object> {
  readonly name: string;
  /** The kind that a reader can switch off (NO-7). */
  readonly kind: MailKind;
  subject(model: Model & Common): string;
  readonly link: MailLink<Model>;
  /** For the preview in the development inbox, and for tests with hostile texts. */
  sample(parts: SampleParts): Model;
  /** The bodies as Handlebars templates, which share `email/partials/`. White space matters in the plain-text body. */
  readonly html: string;
  readonly text: string;
  /** Goes to an unconfirmed address, in order to have it confirmed (NO-7). */
  readonly toUnconfirmed?: true;
  /** Has no name in its greeting: the person who typed the address may have typed any text as a name, to make us send it. */
  readonly withoutName?: true;
}

/** The bodies begin on the line after the opening quote. */
export function defineMail<Model extends object>(mail: MailDefinition<Model>): MailDefinition<Model> {
  return { ...mail, html: mail.html.replace(/^\n/, ''), text: mail.text.replace(/^\n/, '') };
}

/** Whether its link contains a token. */
export const carriesToken = ({ link }: MailDefinition): boolean => link !== null && 'token' in link;
