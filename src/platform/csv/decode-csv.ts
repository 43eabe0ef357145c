/** How many bytes are examined to guess the encoding. */
const LOOKED_AT = 1_000;
/** Below this share of zero bytes, text is not UTF-16: in Latin script every second byte is zero. */
const MANY_ZEROS = 0.2;

/**
 * Decodes a CSV file in the encoding that it declares, or else the one that it appears to have: UTF-8, UTF-16 as in Excel's
 * "Unicode text", or Windows-1252, which older spreadsheets write and which includes Latin-1.
 *
 * @throws RangeError for an unknown encoding, TypeError for bytes that are invalid in it
 */
export function decodeCsv(bytes: Buffer, charset?: string): string {
  const encoding = marked(bytes) ?? charset ?? shown(bytes);
  return new TextDecoder(encoding, { fatal: true }).decode(bytes);
}

/** By the byte order mark. */
function marked([first, second, third]: Buffer): string | undefined {
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : undefined;
}

function shown(bytes: Buffer): string {
  const start = [...bytes.subarray(0, LOOKED_AT)];
  const zeros = (remainder: number) => start.filter((byte, at) => byte === 0 && at % 2 === remainder).length;
  if (zeros(1) > start.length * MANY_ZEROS) return 'utf-16le';
  if (zeros(0) > start.length * MANY_ZEROS) return 'utf-16be';
  return isUtf8(bytes) ? 'utf-8' : 'windows-1252';
}

function isUtf8(bytes: Buffer): boolean {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes) !== undefined;
  } catch {
    return false;
  }
}
