import type { MailKind } from '../domain/kinds.js';
import type { Listed, MailedBooking } from './booking-models.js';

/** What every mail is given. */
export interface Common {
  organisation: string;
  /** How the reader has dates and numbers written. */
  locale: string;
  /** Whom the mail greets; null where the name may be a stranger's invention. */
  name: string | null;
}

/**
 * Where the button of an email leads, under `PUBLIC_URL`: an email that asks its reader for something leads to the page
 * where it is done. Either that page takes the mail's own token, or it is one of the console. `null` only where there is
 * nothing to do.
 */
export type MailLink<Model> = { token: string } | { page(model: Model): string } | null;

/** What samples are made of: the same text wherever people write. */
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
 * One mail, whole: `mails/<area>/<name>.ts` defines it, and its listener there says who gets it and when.
 *
 * @template Model what its texts are given beside `Common`. It is stored with the mail and shown to administrators: no secret
 *   belongs there
 */
export interface MailDefinition<Model extends object = object> {
  readonly name: string;
  /** What a reader can choose to get (NO-7). */
  readonly kind: MailKind;
  subject(model: Model & Common): string;
  readonly link: MailLink<Model>;
  /** For the preview in the development inbox, and for tests with hostile texts. */
  sample(parts: SampleParts): Model;
  /** The bodies, as Handlebars templates; they share `email/partials/`. White space is part of a plain-text mail. */
  readonly html: string;
  readonly text: string;
  /** It goes to an address that nobody has confirmed, to ask for just that (NO-7). */
  readonly toUnconfirmed?: true;
  /** It greets nobody: anyone who typed in the address may have typed in any text as a name, to have us send it there. */
  readonly withoutName?: true;
}

/** The bodies begin on the line after the opening quote. */
export function defineMail<Model extends object>(mail: MailDefinition<Model>): MailDefinition<Model> {
  return { ...mail, html: mail.html.replace(/^\n/, ''), text: mail.text.replace(/^\n/, '') };
}

/** Whether its link carries a token. */
export const carriesToken = ({ link }: MailDefinition): boolean => link !== null && 'token' in link;
