/**
 * How dates, times and numbers are written: as the person chose, or else as the organisation did. It comes with the session.
 * The sentences around them are English.
 */
let chosen = 'en-NZ';

export const locale = (): string => chosen;
export function writeAs(tag: string): void {
  chosen = tag;
}
export const number = (value: number, options?: Intl.NumberFormatOptions): string =>
  value.toLocaleString(chosen, options);

const lists = new Intl.ListFormat('en-GB', { type: 'conjunction' });
/** `Van 3, Van 4 and Van 5`: names in an English sentence. */
export const listOf = (names: readonly string[]): string => lists.format(names);

/** Those that most organisations need; any other can be set by the API. */
const COMMON = [
  ...['en-NZ', 'en-AU', 'en-GB', 'en-IE', 'en-US', 'en-CA', 'en-ZA', 'en-IN', 'en-SG'],
  ...['de-DE', 'de-AT', 'de-CH', 'en-DE', 'fr-FR', 'fr-CA', 'fr-CH', 'nl-NL', 'da-DK', 'sv-SE', 'nb-NO', 'fi-FI'],
  ...['es-ES', 'es-MX', 'pt-PT', 'pt-BR', 'it-IT', 'pl-PL', 'cs-CZ', 'ja-JP', 'ko-KR', 'zh-CN'],
];

/** The locales to choose from by their English names, with the present one whatever it is. */
export function locales(present: string): { id: string; name: string }[] {
  const names = new Intl.DisplayNames('en', { type: 'language', languageDisplay: 'standard' });
  return [...new Set([...COMMON, ...(present ? [present] : [])])].map((id) => ({ id, name: names.of(id) ?? id }));
}
