/** The locale of an organisation that has not chosen one. */
export const DEFAULT_LOCALE = 'en-NZ';

/**
 * A BCP 47 tag in canonical form, such as `en-NZ`; null if it is invalid or unknown to Intl. Extensions are kept:
 * `en-NZ-u-hc-h23` is New Zealand with a 24-hour clock.
 */
export function canonicalLocale(tag: string): string | null {
  try {
    const [canonical] = Intl.getCanonicalLocales(tag);
    return canonical && Intl.NumberFormat.supportedLocalesOf(canonical).length > 0 ? canonical : null;
  } catch {
    return null;
  }
}
