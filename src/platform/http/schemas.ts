import { z } from 'zod';
import { asciiAddress } from '../domain/email-address.js';
import { isTimeZone } from '../domain/local-time.js';
import { canonicalLocale } from '../domain/locales.js';
import { isVisible } from '../domain/names.js';
import { LAST_INSTANT } from '../domain/period.js';

/** Control characters have no place in a name or a subject: they break mails, CSV files and PostgreSQL (NUL). */
// eslint-disable-next-line no-control-regex -- refusing control characters is what this expression is for
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;
// eslint-disable-next-line no-control-regex -- the same, but for line breaks and tabs
const CONTROL_BUT_LINES = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

const wellFormed = (value: string) => value.isWellFormed();

/**
 * One line of text: in Unicode's composed form, trimmed, with something visible, without control characters and lone
 * surrogates.
 */
export const line = (max: number) =>
  z
    .string()
    .normalize('NFC')
    .trim()
    .min(1)
    .max(max)
    .refine((value) => !CONTROL.test(value) && wellFormed(value), { error: 'must not contain control characters' })
    .refine((value) => value === '' || isVisible(value), { error: 'must contain a visible character' });

/** Text that may have several lines. */
export const prose = (max: number) =>
  z
    .string()
    .normalize('NFC')
    .trim()
    .max(max)
    .refine((value) => !CONTROL_BUT_LINES.test(value) && wellFormed(value), {
      error: 'must not contain control characters',
    });

/** One email address of at most 254 characters, as `asciiAddress` has it: in lower case, and its domain in ASCII. */
export const emailAddress = z
  .string()
  .trim()
  .max(254)
  .transform((value, context) => {
    const address = asciiAddress(value);
    if (address !== null) return address;
    context.addIssue({ code: 'invalid_format', format: 'email', input: value, message: emailProblem(value) });
    return z.NEVER;
  });

function emailProblem(value: string): string {
  const local = value.slice(0, Math.max(0, value.lastIndexOf('@')));
  if (local.length > 64) return 'has more than 64 characters before the @';
  // eslint-disable-next-line no-control-regex -- ASCII as a whole
  if (/[^\u0000-\u007f]/.test(local)) return 'must have plain letters (a to z), digits and signs before the @';
  return 'must be an email address such as name@example.org';
}

/** Case does not matter; ids are compared in the lower case that PostgreSQL answers. */
export const id = z.uuid().toLowerCase().meta({ id: 'Id' });

/** A query parameter with an id that may come several times. */
export const someIds = z.union([id, z.array(id).min(1).max(50)]).transform((ids) => [ids].flat());

/** A query parameter that may be repeated, each time with one of these words. */
export const someOf = <const Words extends readonly [string, ...string[]]>(words: Words) =>
  z
    .union([z.enum(words), z.array(z.enum(words)).min(1).max(words.length)])
    .transform((given): Words[number][] => [...new Set([given].flat() as Words[number][])].sort());

/** The parameters of a route with an `{id}`. */
export const IdParams = z.strictObject({ id });
export type IdParams = z.output<typeof IdParams>;

const MINUTES = /^(\d{4}-\d\d-\d\dT\d\d:\d\d)(Z|[+-]\d\d:\d\d)$/;

/**
 * An instant: RFC 3339 with an offset, seconds optional, between 1970 and 9999. Checked in UTC as well: an offset could move
 * it into the year 10000.
 */
export const instant = z
  .string()
  .overwrite((value) => value.replace(MINUTES, '$1:00$2'))
  .check(z.iso.datetime({ offset: true, error: ({ input }) => instantProblem(String(input)) }))
  .refine((value) => Date.parse(value) >= 0 && Date.parse(value) <= LAST_INSTANT, {
    error: 'must be a time between 1970 and 9999',
  })
  .transform((value) => new Date(value))
  .meta({ id: 'InstantWithOffset' });

/** A plus in a query is decoded as a space, unless it is written as %2B. */
const instantProblem = (value: string): string =>
  / \d\d:?\d\d$/.test(value)
    ? 'has a space before its offset: in a URL, write + as %2B'
    : 'must be a time with an offset, such as 2027-03-01T08:00:00+01:00';

/** A Date or its ISO text, as answers contain it: RFC 3339 in UTC. */
export const instantOut = z
  .preprocess((value) => (value instanceof Date ? value.toISOString() : value), z.iso.datetime())
  .meta({ id: 'Instant' });

/** An IANA time zone, such as `Pacific/Auckland`. */
export const timeZone = z
  .string()
  .max(64)
  .refine(isTimeZone, { error: 'must be an IANA time zone, such as Europe/Berlin' });

/** A BCP 47 tag that the service has formats for, in its canonical form. */
export const locale = z
  .string()
  .max(64)
  .transform((tag, context) => {
    const canonical = canonicalLocale(tag);
    if (canonical !== null) return canonical;
    const message = 'must be a language tag such as en-NZ';
    context.addIssue({ code: 'invalid_format', format: 'locale', input: tag, message });
    return z.NEVER;
  });

/** A query parameter that is true or false. */
export const queryFlag = z.enum(['true', 'false']).transform((value) => value === 'true');
