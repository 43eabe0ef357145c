const LINE_OCTETS = 75;

// eslint-disable-next-line no-control-regex -- what a calendar may not hold
const SPECIAL = /[\\;,\u0000-\u001f\u007f]/;

/** Escapes a text value (RFC 5545 §3.3.11). Other control characters are not allowed at all. */
const escaped = (text: string): string => {
  // Nearly every text has nothing to escape: one look is enough.
  if (!SPECIAL.test(text)) return text;
  return (
    text
      .replace(/[\\;,]/g, '\\$&')
      .replace(/\r\n?|\n/g, '\\n')
      // eslint-disable-next-line no-control-regex -- what a calendar may not hold
      .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '')
  );
};

/** Splits a line of more than 75 octets into several, never inside a character (RFC 5545 §3.1). */
function folded(line: string): string {
  // Nearly every line is short and ASCII, so this check is cheap.
  if (line.length <= LINE_OCTETS / 3 || Buffer.byteLength(line) <= LINE_OCTETS) return line;
  const parts: string[] = [];
  let [part, octets] = ['', 0];
  for (const character of line) {
    const length = Buffer.byteLength(character);
    if (octets + length > LINE_OCTETS) {
      parts.push(part);
      // A continuation line begins with a space.
      [part, octets] = ['', 1];
    }
    part += character;
    octets += length;
  }
  return [...parts, part].join('\r\n ');
}

/** `20300101T100000Z`. Cut up rather than matched: a feed has thousands of them. */
function instant(date: Date): string {
  const iso = date.toISOString();
  const at = (from: number, to: number) => iso.slice(from, to);
  return `${at(0, 4)}${at(5, 7)}${at(8, 13)}${at(14, 16)}${at(17, 19)}Z`;
}

export type Property = readonly [name: string, value: string | number | Date];

/** A component of iCalendar (RFC 5545) with its properties, each value text, a whole number or an instant. */
export function component(name: string, properties: readonly Property[], inner: readonly string[] = []): string {
  const lines = properties.map(([key, value]) => {
    const text = value instanceof Date ? instant(value) : typeof value === 'number' ? String(value) : escaped(value);
    return folded(`${key}:${text}`);
  });
  return [`BEGIN:${name}`, ...lines, ...inner, `END:${name}`].join('\r\n');
}
