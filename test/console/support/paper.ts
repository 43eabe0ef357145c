import { inflateSync } from 'node:zlib';

/** Chromium draws a page as a compressed stream, with each text between these, its glyphs in one piece or in several. */
const TEXT = /\bBT\b[^]*?\bET\b/g;
const FONT_OR_GLYPHS = /\/\w+ [\d.]+ Tf|<[0-9A-F]+>/g;

/** The texts on each page of a PDF, in glyphs of its fonts: they can be compared with each other, but not read. */
export function textsOfPages(pdf: Buffer): string[][] {
  const text = pdf.toString('latin1');
  const streams = [...text.matchAll(/(?<!end)stream\r?\n/g)].map(({ index, 0: { length } }) =>
    inflated(pdf.subarray(index + length, text.indexOf('endstream', index))),
  );
  const pages = streams.map(textsIn).filter((texts) => texts.length > 0);
  const counted = text.match(/\/Type\s*\/Page\b/g)!.length;
  if (pages.length !== counted) throw new Error(`${counted} pages, of which ${pages.length} have text.`);
  return pages;
}

const textsIn = (stream: string): string[] =>
  (stream.match(TEXT) ?? []).map((text) => (text.match(FONT_OR_GLYPHS) ?? []).join('').replaceAll('><', ''));

/** Empty for what is not compressed, such as a picture. */
function inflated(bytes: Buffer): string {
  try {
    return inflateSync(bytes).toString('latin1');
  } catch {
    return '';
  }
}
