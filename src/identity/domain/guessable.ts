/** What a password must not be built from, because an attacker tries it first for this person. */
export interface PasswordContext {
  readonly email: string;
  readonly name: string;
}

const PRODUCT = 'motorpool';
const SHORTEST_WORD = 3;

/** Words that identify a person: from their address, their name and the organisation's name. */
export function contextWords({ email, name }: PasswordContext, organisation: string): string[] {
  const texts = [PRODUCT, organisation, name, ...email.split('@'), email];
  const words = texts.flatMap((text) => {
    const parts = text.toLowerCase().split(/[^\p{L}\p{N}]+/u);
    return [text.toLowerCase(), parts.join(''), ...parts];
  });
  return [...new Set(words)].filter((word) => word.length >= SHORTEST_WORD);
}

/** How many guesses a password must withstand, as a power of ten: zxcvbn's highest score. */
const NEEDED = 10;
/** zxcvbn counts ten guesses for any character it does not know; other scripts and emoji have far more characters. */
const BEYOND_ASCII = 3;

/** @param guessesLog10 zxcvbn's estimate */
export function isGuessable(password: string, guessesLog10: number): boolean {
  const others = new Set([...password].filter((character) => character.codePointAt(0)! > 0x7f));
  return guessesLog10 + others.size * BEYOND_ASCII < NEEDED;
}

const LOOKALIKES: Readonly<Record<string, string>> = {
  4: 'a',
  '@': 'a',
  3: 'e',
  1: 'i',
  '!': 'i',
  0: 'o',
  $: 's',
  5: 's',
  7: 't',
};
const SHORTEST_REST = 8;

/** Whether little is left of the password without those words, even if letters are disguised. */
export function isBuiltAround(password: string, words: readonly string[]): boolean {
  const plain = (text: string) => text.toLowerCase().replace(/[4@31!0$57]/g, (sign) => LOOKALIKES[sign]!);
  let rest = plain(password);
  const longestFirst = words.map(plain).toSorted((one, other) => other.length - one.length);
  for (const word of longestFirst) rest = rest.replaceAll(word, '');
  return [...rest].length < SHORTEST_REST;
}
