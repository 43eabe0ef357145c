import { domainToASCII } from 'node:url';

const LONGEST = 254;
/** RFC 5321 §4.5.3.1. */
const LONGEST_LOCAL = 64;
/** RFC 5322's dot-atom with the characters that real addresses use. No quotes, because addresses end up in SMTP commands. */
const LOCAL = /^[a-z0-9_'+-]+(?:\.[a-z0-9_'+-]+)*$/;
const LABEL = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
/** At least two labels; the last is a word or, in another script, `xn--…`. */
const DOMAIN = new RegExp(`^(?:${LABEL}\\.)+(?=[a-z0-9-]*[a-z])[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])$`);
/** Characters that the conversion to ASCII would treat as parts of a URL. */
const SIGNS = /[\s%/\\?#@:<>[\]^|`"(),;]/;

/**
 * An email address in lower case and ASCII, as used for sending: a domain in another script becomes its `xn--` form (RFC
 * 5891). Null if it is not an address; other letters before the @ would need SMTPUTF8, which many mail servers do not
 * support.
 */
export function asciiAddress(text: string): string | null {
  const at = text.lastIndexOf('@');
  const [local, domain] = [text.slice(0, at).toLowerCase(), text.slice(at + 1)];
  if (at < 1 || at > LONGEST_LOCAL || !LOCAL.test(local) || SIGNS.test(domain)) return null;
  const ascii = domainToASCII(domain.normalize('NFC')).toLowerCase();
  const address = `${local}@${ascii}`;
  return DOMAIN.test(ascii) && address.length <= LONGEST ? address : null;
}
