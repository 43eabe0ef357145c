/** What the organisation's provider says about a person who has signed in there. */
export interface SsoPerson {
  readonly issuer: string;
  readonly subject: string;
  /** In lower case; null if the provider sends no address, or no valid one. */
  readonly email: string | null;
  /** The provider has verified the address. */
  readonly emailVerified: boolean;
  readonly name: string;
  /** When the person authenticated at the provider, if it says so. */
  readonly authenticatedAt: Date | null;
}

const LONGEST_SUBJECT = 255;
const LONGEST_NAME = 100;

const textOf = (claim: unknown): string => {
  if (typeof claim !== 'string') return '';
  // Removes control and format characters from a name, and never cuts inside a character.
  const clean = claim
    .normalize('NFC')
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim();
  return [...clean].slice(0, LONGEST_NAME).join('').trim();
};

/** The subject, if it is valid by OpenID Connect Core §2: at most 255 ASCII characters. */
export const subjectOf = (claim: unknown): string | undefined =>
  typeof claim === 'string' && claim.length <= LONGEST_SUBJECT && /^[\x20-\x7e]+$/.test(claim) ? claim : undefined;

/** A name for the list of users; the address if there is nothing better. */
export function displayNameFrom(claims: Readonly<Record<string, unknown>>, email: string): string {
  const both = `${textOf(claims.given_name)} ${textOf(claims.family_name)}`.trim();
  return [textOf(claims.name), textOf(both), textOf(claims.preferred_username)].find(Boolean) ?? email.split('@')[0]!;
}
