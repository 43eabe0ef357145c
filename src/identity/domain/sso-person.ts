/** What the organisation's provider says about a person who has signed in there. */
export interface SsoPerson {
  readonly issuer: string;
  readonly subject: string;
  /** In lower case; null where the provider tells none, or nothing that could be one. */
  readonly email: string | null;
  /** The provider itself says that the address is the person's. */
  readonly emailVerified: boolean;
  readonly name: string;
  /** When the provider asked for proof, where it says so. */
  readonly authenticatedAt: Date | null;
}

const LONGEST_SUBJECT = 255;
const LONGEST_NAME = 100;

const textOf = (claim: unknown): string => {
  if (typeof claim !== 'string') return '';
  // Control and format characters have no place in a name, and a cut must not halve a character.
  const clean = claim
    .normalize('NFC')
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim();
  return [...clean].slice(0, LONGEST_NAME).join('').trim();
};

/** The subject, where it is one as OpenID Connect Core §2 has them: at most 255 ASCII characters. */
export const subjectOf = (claim: unknown): string | undefined =>
  typeof claim === 'string' && claim.length <= LONGEST_SUBJECT && /^[\x20-\x7e]+$/.test(claim) ? claim : undefined;

/** A name for the list of users; an address is better than nothing. */
export function displayNameFrom(claims: Readonly<Record<string, unknown>>, email: string): string {
  const both = `${textOf(claims.given_name)} ${textOf(claims.family_name)}`.trim();
  return [textOf(claims.name), textOf(both), textOf(claims.preferred_username)].find(Boolean) ?? email.split('@')[0]!;
}
