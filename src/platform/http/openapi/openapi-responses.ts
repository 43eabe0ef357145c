type Json = Record<string, unknown>;
interface SharedResponse {
  response: Json;
  status: number;
  /** The first operation with this response, and whether others have it too. */
  operationId: string;
  shared: boolean;
  /** Its different descriptions. */
  descriptions: Set<unknown>;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const fromSnakeCase = (text: string): string => text.split('_').map(capital).join('');

/** The names of answers without JSON, by status or type. */
const plainNames: Record<string, string> = {
  '2': 'Taken',
  '202': 'Accepted',
  '204': 'NoContent',
  '304': 'NotModified',
  'text/plain': 'Text',
  'text/csv': 'Csv',
  'text/calendar': 'Calendar',
  'image/webp': 'Photo',
};

/** What a response with several codes is called, after the operation's name. */
const statusNames: Record<number, string> = {
  400: 'Unreadable',
  401: 'Unauthenticated',
  403: 'Forbidden',
  404: 'NotFound',
  409: 'Conflict',
  410: 'Gone',
  412: 'Stale',
  422: 'Invalid',
  429: 'Limited',
  503: 'Unavailable',
};

/** One code with three statuses: too large may be the body, the address or the headers. */
const tooLarge: Record<number, string> = { 413: 'BodyTooLarge', 414: 'AddressTooLarge', 431: 'HeadersTooLarge' };

/** Codes of every route are left out of a name if there are others. */
const COMMON = [
  'forbidden',
  'insufficient_scope',
  'session_required',
  'cross_origin',
  'invalid_token',
  'invalid_input',
];

/** The responses of all operations, each with its own name and only once in the document. */
export class NamedResponses {
  readonly #known = new Map<string, SharedResponse>();
  readonly #names = new Map<string, string>();

  /** Add all before you refer to the first: a response that only one operation has is named after that operation. */
  add(operationId: string, status: number, response: Json): void {
    const key = sharingKeyOf(status, response);
    const known = this.#known.get(key);
    if (known) known.shared = true;
    else this.#known.set(key, { response, status, operationId, shared: false, descriptions: new Set() });
    this.#known.get(key)!.descriptions.add(response.description);
  }

  /** With its own description, if the operation means something else by it than others. */
  referenceTo(status: number, response: Json): Json {
    const key = sharingKeyOf(status, response);
    const reference = { $ref: `#/components/responses/${this.#nameOf(key)}` };
    return response.description === responseDescription(this.#known.get(key)!)
      ? reference
      : { ...reference, description: response.description };
  }

  components(): Json {
    const named = [...this.#known].map(([key, known]) => {
      return [this.#nameOf(key), { ...known.response, description: responseDescription(known) }] as const;
    });
    return Object.fromEntries(named.sort(([one], [other]) => (one < other ? -1 : 1)));
  }

  #nameOf(key: string): string {
    const known = this.#names.get(key);
    if (known) return known;
    const taken = new Set(this.#names.values());
    const name = candidates(this.#known.get(key)!).find((one) => !taken.has(one))!;
    this.#names.set(key, name);
    return name;
  }
}

function responseDescription({ response, status, descriptions }: SharedResponse): unknown {
  if (descriptions.size === 1) return response.description;
  return status === 202 ? 'Accepted. The rest happens by email.' : 'Done.';
}

/**
 * Responses with the same key are shared. For errors, the description counts because it lists the codes; for an answer with
 * content, the status does not.
 */
function sharingKeyOf(status: number, { description, ...response }: Json): string {
  if (status >= 400) return JSON.stringify([status, description, response]);
  return JSON.stringify([response.content ? 0 : status, response]);
}

function candidates({ response, status, operationId, shared }: SharedResponse): string[] {
  const ofOperation = capital(operationId) + (statusNames[status] ?? String(status));
  if (status < 400) return [nameOfAnswer(status, response), ofOperation];
  const codes = [...String(response.description).matchAll(/`(\w+)`: /g)].map(([, code]) => code!);
  const own = codes.filter((code) => !COMMON.includes(code));
  if (own[0] === 'too_large' && own.length === 1) return [tooLarge[status]!, ofOperation];
  if (own.length > 2 || !shared) return [ofOperation, `${ofOperation}${status}`];
  const name = (own.length > 0 ? own : codes.slice(0, 1)).map(fromSnakeCase).join('Or');
  return [name, codes.includes('cross_origin') ? `${name}ForChanges` : ofOperation, ofOperation];
}

/** Named after the schema of its JSON: an answer with a Booking is called Booking. */
function nameOfAnswer(status: number, { content = {} }: Json): string {
  const [[type, { schema }] = [String(status), { schema: {} }]] = Object.entries(
    content as Record<string, { schema: { $ref?: string } }>,
  );
  return schema.$ref?.split('/').at(-1) ?? plainNames[type] ?? capital(type);
}
