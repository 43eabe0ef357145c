import { InvalidInput } from '../../platform/domain/domain-error.js';

const LONGEST = 128;

/** One form for what keyboards and systems write differently: `é` is one code point on one and two on another (ID-10). */
export const normalised = (password: string): string => password.normalize('NFKC');

/**
 * ID-10: length is what counts, in code points; any character goes, and nothing is cut off or changed but its Unicode form.
 *
 * @throws InvalidInput
 */
export function ensureAcceptablePassword(password: string, shortest: number): void {
  if (!password.isWellFormed()) throw refusal('invalid', 'contains an incomplete character');
  // The shorter of the two forms, so that no form of the same password is refused for its length alone.
  const length = Math.min([...password].length, [...normalised(password)].length);
  if (length < shortest) throw refusal('too_short', `must have at least ${shortest} characters; a sentence works well`);
  if (length > LONGEST) throw refusal('too_long', `must have at most ${LONGEST} characters`);
}

const refusal = (code: string, message: string) => new InvalidInput([{ field: 'password', code, message }]);
