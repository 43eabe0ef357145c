import type { ApiDocument, Operation } from './api-document.js';

const FILES: Readonly<Record<string, string>> = {
  'text/csv': 'people.csv',
  'image/jpeg': 'photo.jpg',
};

/** `unavailabilityId` as a variable of the shell: `$UNAVAILABILITY_ID`. */
const variableOf = (name: string): string => `$${name.replace(/([a-z])([A-Z])/g, '$1_$2').toUpperCase()}`;

/** A curl command for the operation, with everything that it needs and its example body. */
export function requestSample(document: ApiDocument, operation: Operation): string {
  const { method, path, parameters, security, body } = operation;
  const wanted = parameters.filter((one) => one.in === 'query' && one.required);
  const query = wanted.map(({ name }) => `${name}=${variableOf(name)}`).join('&');
  const address = path.replace(/\{(\w+)\}/g, (_, name: string) => variableOf(name));
  const parts = [`curl${method === 'GET' ? '' : ` -X ${method}`} "$URL${address}${query && `?${query}`}"`];
  if (security.length > 0) parts.push('-H "Authorization: Bearer $TOKEN"');
  if (parameters.some(({ name }) => name === 'Idempotency-Key')) parts.push('-H "Idempotency-Key: $(uuidgen)"');
  const [sent] = Object.entries(body);
  if (sent) parts.push(...bodyOf(document, ...sent));
  return parts.join(' \\\n  ');
}

function bodyOf(document: ApiDocument, type: string, media: Operation['body'][string]): string[] {
  const header = `-H "Content-Type: ${type}"`;
  const file = FILES[type];
  if (file) return [header, `--data-binary @${file}`];
  const example = JSON.stringify(document.exampleOf(media) ?? {}, null, 2);
  return [header, `-d '${example.replaceAll("'", String.raw`'\''`)}'`];
}
