/** Invisible characters: zero-width spaces and joiners, soft hyphens, direction marks, fillers. */
const HIDDEN = /\p{Default_Ignorable_Code_Point}/gu;
const SPACES = /[\t-\r \u0085\u1680\u2028\u2029]+/gu;
const DASHES = /[-\u058A\u05BE\u1400\u1806\u2010-\u2015\u2212\u2E3A\u2E3B\u301C\u30A0]/gu;
const APOSTROPHES = /['`\u00B4\u02B9\u02BB-\u02BD\u02C8\u2018\u2019\u201B\u2032\uFF07]/gu;
/**
 * Accents of European scripts, and the points of Hebrew and Arabic, which people often leave out. Vowel signs of other
 * scripts stay.
 */
const ACCENTS =
  // eslint-disable-next-line no-misleading-character-class -- accents alone are what this expression is for
  /[\u0300-\u036F\u0483-\u0487\u0591-\u05BD\u05BF\u05C1\u05C2\u05C4\u05C5\u05C7\u0610-\u061A\u064B-\u065F\u0670\u06D6-\u06DC\u1AB0-\u1AFF\u1DC0-\u1DFF\u20D0-\u20FF\uFE20-\uFE2F]/gu;
// eslint-disable-next-line no-control-regex -- control characters separate words like any other sign
const SIGNS = /[\u0001-/:-@[-`{-\u00BF\u00D7\u00F7\u1680\u2000-\u206F\u2212\u2E00-\u2E7F\u3000-\u303F]+/gu;
/** Letters that Unicode does not decompose, although people type the plain letter instead. */
const LETTERS: Readonly<Record<string, string>> = {
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  ħ: 'h',
  ŧ: 't',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
};

/** Through upper case, so that ß becomes ss, and a Greek final sigma becomes a normal one. */
const withoutCase = (text: string): string => text.toUpperCase().toLowerCase().replaceAll('ς', 'σ');

/**
 * Equal for two spellings of the same name (IF-2): ignores Unicode form, case, hidden characters, and repeated or surrounding
 * spaces. `platform.name_key` does the same in SQL, for unique indexes.
 */
export function nameKey(name: string): string {
  const plain = withoutCase(name.normalize('NFKC')).normalize('NFKC').replace(HIDDEN, '');
  return plain.replace(SPACES, ' ').replace(/^ | $/g, '');
}

/** The same for a registration, where spaces and dashes are ignored too; `platform.plate_key` in SQL. */
export const plateKey = (registration: string): string => nameKey(registration).replace(DASHES, '').replaceAll(' ', '');

/**
 * What a search compares: like `nameKey`, without accents and apostrophes, and with spaces for all other punctuation.
 * `platform.search_key` in SQL.
 */
export function searchKey(text: string): string {
  const decomposed = withoutCase(text.replace(APOSTROPHES, '').normalize('NFKD')).normalize('NFKD');
  const letters = decomposed.replace(ACCENTS, '').replace(/[øłđðħŧæœþ]/g, (letter) => LETTERS[letter]!);
  return letters.replace(HIDDEN, '').replace(SIGNS, ' ').replace(/^ | $/g, '');
}

/** Whether anything is visible: a letter, a digit, punctuation or a symbol (the Braille blank is not). */
export const isVisible = (text: string): boolean =>
  /[\p{L}\p{N}\p{P}\p{S}\p{Co}]/u.test(text.replace(HIDDEN, '').replaceAll('\u2800', ''));

/**
 * The digits of a phone number, without the (0) that is only dialled within the country; null if it is not a phone number.
 */
export function phoneDigits(text: string): string | null {
  const plain = text.normalize('NFKD').replace(/\(0+\)/g, '');
  if (!/^[\d\s+()./\u2010-\u2015-]+$/.test(plain)) return null;
  return plain.replace(/\D/g, '').replace(/^0+/, '') || null;
}
