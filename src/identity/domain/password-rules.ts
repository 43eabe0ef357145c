import { InvalidInput } from '../../platform/domain/domain-error.js';

const LONGEST = 128;

/** Normalises what keyboards and systems encode differently: `é` is one code point on one and two on another (ID-10). */
export const normalised = (password: string): string => password.normalize('NFKC');

/**
 * ID-10: only the length counts, in code points. Any character is allowed, and the password is neither cut off nor changed,
 * apart from its Unicode form.
 *
 * @throws InvalidInput
 */
export function ensureAcceptablePassword(password: string, shortest: number): void {
  if (!password.isWellFormed()) throw refusal('invalid', 'contains an incomplete character');
  // Counts the shorter form, so that the length of a password does not depend on the keyboard.
  const length = Math.min([...password].length, [...normalised(password)].length);
  if (length < shortest) throw refusal('too_short', `must have at least ${shortest} characters; a sentence works well`);
  if (length > LONGEST) throw refusal('too_long', `must have at most ${LONGEST} characters`);
}

const refusal = (code: string, message: string) => new InvalidInput([{ field: 'password', code, message }]);
