/** What each scope opens (OP-3), and what the person who is asked reads of it. */
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

/** Of scopes as a request or a token carries them, those that there are. */
export const knownScopes = (text: string | undefined): Scope[] => {
  const asked = new Set(text?.split(' '));
  return scopes.filter((scope) => asked.has(scope));
};
