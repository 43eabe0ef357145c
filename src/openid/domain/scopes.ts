/** What each scope allows (OP-3), in words for the person who is asked for consent. */
export const SCOPES = {
  openid: { claims: ['sub'], words: 'Recognise you when you come back' },
  profile: { claims: ['name'], words: 'Your name' },
  email: { claims: ['email', 'email_verified'], words: 'Your email address' },
  phone: { claims: ['phone_number'], words: 'Your phone number' },
  roles: { claims: ['roles'], words: 'Which roles you have here' },
  groups: { claims: ['groups'], words: 'Which groups you are in' },
  branches: { claims: ['branch'], words: 'Which branch you belong to' },
  offline_access: { claims: [], words: 'Keep this access while you’re away' },
  'api:read': { claims: [], words: 'See everything here that you can see, in your name' },
  'api:write': { claims: [], words: 'Book and change things here, in your name' },
} as const satisfies Record<string, { claims: readonly string[]; words: string }>;

export type Scope = keyof typeof SCOPES;

export const scopes = Object.keys(SCOPES) as Scope[];

/** The known scopes among those of a request or a token. */
export const knownScopes = (text: string | undefined): Scope[] => {
  const asked = new Set(text?.split(' '));
  return scopes.filter((scope) => asked.has(scope));
};
