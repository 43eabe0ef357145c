// eslint-disable-next-line no-control-regex -- finding control characters is what this expression is for
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;
/** Marks that change the direction of the text after them: a name with one would reorder the sentence around it. */
const OVERRIDES = /[\u202a-\u202e\u2066-\u2069]/g;
const LONGEST_SUBJECT = 180;

/** People's text for an email: line breaks are `\n`, and nothing invisible remains. Names in Arabic or Hebrew stay intact. */
export function plain(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?|\u2028|\u2029/g, '\n')
    .replace(CONTROL, '')
    .replace(OVERRIDES, '');
}

/** The same for a header: one line, short enough to be shown in full. */
export function oneLine(text: string, longest = LONGEST_SUBJECT): string {
  const letters = [...plain(text).replace(/\s+/g, ' ').trim()];
  return letters.length > longest ? `${letters.slice(0, longest - 1).join('')}…` : letters.join('');
}
