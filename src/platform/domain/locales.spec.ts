import { canonicalLocale, DEFAULT_LOCALE } from './locales.js';

describe('locales', () => {
  it.each([
    ['en-nz', 'en-NZ'],
    ['DE-de', 'de-DE'],
    ['en-NZ-u-hc-h23', 'en-NZ-u-hc-h23'],
    ['iw', 'he'],
    [DEFAULT_LOCALE, 'en-NZ'],
  ])('%s is kept as %s', (tag, canonical) => expect(canonicalLocale(tag)).toBe(canonical));

  it.each(['', 'english', 'en_NZ', 'xx-XX', 'en-NZ; DROP', '../en', 'e'])('%p is refused', (tag) =>
    expect(canonicalLocale(tag)).toBeNull(),
  );
});
