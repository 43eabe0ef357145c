/** An instant as the API writes it, from the text that PostgreSQL has for a `timestamptz`. */
export const instantFrom = (text: string): string =>
  new Date(text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00')).toISOString();
