/** How many bytes at the beginning tell an encoding without a mark. */
const LOOKED_AT = 1_000;
/** Below this share of zero bytes, text is not UTF-16: in Latin script every second byte is one. */
const MANY_ZEROS = 0.2;

/**
 * The text of a CSV file, in the encoding that it says it has, or else the one that it shows to have: UTF-8, UTF-16 as
 * Excel's "Unicode text", or the Windows code page of western Europe, which older spreadsheets write and which holds
 * Latin-1.
 *
 * @throws RangeError for a name of no encoding, TypeError for bytes that the named one does not have
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
