import { z } from 'zod';
import { LAST_INSTANT } from '../domain/period.js';

/** Control characters have no place in a name or a subject: they break mails, CSV files and PostgreSQL (NUL). */
// eslint-disable-next-line no-control-regex -- refusing control characters is what this expression is for
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;
// eslint-disable-next-line no-control-regex -- the same, but for line breaks and tabs
const CONTROL_BUT_LINES = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

const wellFormed = (value: string) => value.isWellFormed();

/** One line of text: trimmed, not empty, no control characters, no lone surrogates. */
export const line = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .refine((value) => !CONTROL.test(value) && wellFormed(value), { error: 'must not hold control characters' });

/** Text that may run over several lines. */
export const prose = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .refine((value) => !CONTROL_BUT_LINES.test(value) && wellFormed(value), {
      error: 'must not hold control characters',
    });

/**
 * One e-mail address of at most 254 characters, 64 of them before the @ (RFC 5321 §4.5.3.1), in lower case. Zod's pattern
 * leaves no room for a second address, a quoted local part or a line break: what is stored here ends in an SMTP command.
 */
export const emailAddress = z
  .string()
  .trim()
  .max(254)
  .pipe(z.email())
  .refine((value) => value.indexOf('@') <= 64, { error: 'has more than 64 characters before the @' })
  .transform((value) => value.toLowerCase());

/** Capitals say the same; everything behind this compares ids as PostgreSQL answers them. */
export const id = z.uuid().toLowerCase();

/** A query parameter with an id that may come several times. */
export const someIds = z.union([id, z.array(id).min(1).max(50)]).transform((ids) => [ids].flat());

/** The parameters of a route with an `{id}`. */
export const IdParams = z.strictObject({ id });
export type IdParams = z.output<typeof IdParams>;

/** An instant: RFC 3339 with an offset, between 1970 and 9999. In UTC, too: an offset can carry it into the year 10000. */
export const instant = z.iso
  .datetime({ offset: true })
  .refine((value) => Date.parse(value) >= 0 && Date.parse(value) <= LAST_INSTANT, {
    error: 'must be an instant between 1970 and 9999',
  })
  .transform((value) => new Date(value));

/** A Date, or the ISO text of one, as answers show it: RFC 3339 in UTC. */
export const instantOut = z.preprocess(
  (value) => (value instanceof Date ? value.toISOString() : value),
  z.iso.datetime(),
);

/** An IANA time zone, such as `Pacific/Auckland`. */
export const timeZone = z
  .string()
  .max(64)
  .refine((value) => isTimeZone(value), { error: 'must be an IANA time zone, such as Europe/Berlin' });

function isTimeZone(value: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: value }) !== undefined && !/^[+-]/.test(value);
  } catch {
    return false;
  }
}

/** A query parameter that may come once. */
export const queryFlag = z.enum(['true', 'false']).transform((value) => value === 'true');
