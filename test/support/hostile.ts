import { isId, type Schema } from './operations.js';

/** Stands for a JSON number that JavaScript cannot write; `jsonOf` puts the text in its place. */
const verbatim = (text: string) => `@@${text}@@`;

/** The JSON text of a body. */
export const jsonOf = (body: unknown): string => JSON.stringify(body).replace(/"@@(.*?)@@"/g, '$1');

const ANYTHING: unknown[] = [null, true, 0, -1, 1.5, '', ' ', [], [null], [[]], {}, { a: 1 }, { toString: 'x' }];

const NUMBERS: unknown[] = ['1', '0x10', -0.5, 2_147_483_647, 2_147_483_648, 9_007_199_254_740_993].concat(
  ['1e309', '-1e309', '1e-400', '99999999999999999999999', `1${'0'.repeat(400)}`].map(verbatim) as never,
) as unknown[];

const TEXTS: unknown[] = [
  '\u0000',
  'a\u0000b',
  '\ud800',
  'a\udfffb',
  '\u202e\u2066',
  '\ufffe\uffff',
  'x'.repeat(20_000),
  '🚗'.repeat(3_000),
  'é'.normalize('NFD').repeat(100),
  "'; DROP TABLE identity.users; --",
  '%_\\',
  '{{constructor.constructor("return 1")()}}',
  '<script>alert(1)</script>',
  '__proto__',
  'constructor',
  '../../../etc/passwd',
  '$1',
  '\r\nX-Evil: 1',
];

const INSTANTS: unknown[] = [
  '+275760-09-13T00:00:00Z',
  '275760-09-13T00:00:00Z',
  '+275760-09-13T00:00:00.001Z',
  '9999-12-31T23:59:59-23:59',
  '9999-12-31T23:59:59Z',
  '9999-12-31T23:59:59.999999999Z',
  '0000-01-01T00:00:00Z',
  '-000001-01-01T00:00:00Z',
  '1969-12-31T23:59:59Z',
  '2030-02-30T00:00:00Z',
  '2030-06-30T23:59:60Z',
  '2030-01-01T24:00:00Z',
  '2030-01-01T00:00:00+99:99',
  '2030-01-01T00:00:00',
  '2030-01-01',
  '1893456000',
  1_893_456_000_000,
  'infinity',
  'now',
];

const IDS: unknown[] = [
  'x',
  '00000000-0000-0000-0000-000000000000',
  'ffffffff-ffff-ffff-ffff-ffffffffffff',
  '{01980000-0000-7000-8000-000000000001}',
  '01980000000070008000000000000001',
  '01980000-0000-7000-8000-000000000001\u0000',
  2_147_483_648,
];

/** What a client of bad will, or of bad luck, puts where the schema wants something. */
export function hostileValues(schema: Schema): unknown[] {
  const variants = schema.anyOf ?? [schema];
  const wants = (type: string) => variants.some((variant) => variant.type === type);
  if (isId(schema)) return [...ANYTHING, ...IDS, ...TEXTS];
  if (variants.some(({ format }) => format === 'date-time')) return [...ANYTHING, ...INSTANTS, ...TEXTS];
  if (wants('integer') || wants('number')) return [...ANYTHING, ...NUMBERS, '\u0000'];
  return [...ANYTHING, ...TEXTS, ...(wants('string') ? [] : NUMBERS)];
}

/** As text in a query string or a path. */
export const hostileTexts = (schema: Schema): string[] => [
  ...new Set(
    [...hostileValues(schema), ...NUMBERS].map((value) => (typeof value === 'string' ? value : JSON.stringify(value))),
  ),
];

/** Segments of a path that are no id: written into the URL as they are. */
export const SEGMENTS = [
  ...['x', '-1', '2147483648', '1e309', '%00', '%2e%2e', '%2F', '%F0%9F', '%E0%A4%A', '%ZZ', '%', "'", '%22', ';', '*'],
  ...['__proto__', 'constructor', 'undefined', 'null', 'NaN', 'a'.repeat(199), 'a'.repeat(201), 'a'.repeat(3_000)],
  ...['01980000-0000-7000-8000-00000000000g', '01980000-0000-7000-8000-000000000001%00', '%F0%9F%9A%97'],
];

/** What no answer may show: a stack, SQL, the driver, the framework, the machine. */
export const LEAK =
  /\bat \S+ \(|node:internal|node_modules|\/work\/|\.[jt]s:\d|\bSQLSTATE|\b(22P0\d|2202\d|2300\d|23P01|42\d{3})\b|\b(SELECT|INSERT INTO|UPDATE \w+ SET|DELETE FROM)\b|postgres|\bpg_|typeorm|fastify|FST_|ECONN|ERR_[A-Z]|TypeError|ReferenceError|SyntaxError|RangeError|ZodError|Unexpected token|argon/i;

/** Nested so deep that whoever walks it by recursion falls over. */
const deep = (open: string, middle: string, close: string) => open.repeat(10_000) + middle + close.repeat(10_000);

/** Bodies that are no object, or no JSON, or an object to be afraid of. */
export const BODIES = [
  ...['', ' ', '[]', '[{}]', 'null', '0', '"text"', 'true', 'undefined', 'NaN'],
  ...['{', '{"a":}', '{}{}', "{'a':1}", '{"a":1,"a":2}', '{"":1}', '\ufeff{}', '\u0000'],
  ...['{"__proto__":{"state":"verified"}}', '{"constructor":{"prototype":{"state":"verified"}}}'],
  ...[deep('[', '', ']'), deep('[', '1', ''), deep('{"a":', '1', '}'), `{"name":${deep('[', '1', ']')}}`],
  `{"notes":"${'x'.repeat(250 * 1024)}"}`,
];

/** Query strings that no form of ours would send. */
export const QUERIES = [
  ...['?', '?&&', '?=', '?x', '?x=1', '?%', '?%00', '?__proto__=1', '?constructor[prototype][x]=1'],
  `?${'a=1&'.repeat(2_000)}`,
];

/** The same parameter in ways that no form of ours would send it. */
export const oddly = (name: string): string[] => [
  ...[`${name}=`, name, `${name}=a&${name}=b`, `${name}[]=a`, `${name}[$ne]=a`, `${name}=%`, `${name}=%ED%A0%80`],
];

/** Where nothing is. */
export const ADDRESSES = [
  ...['/api', '/api/v1', '/api/v1/', '/api/v1/nothing', '/api/v2/users', '/api/v1/users/', '/api/v1//users'],
  ...['/API/v1/users', '/.env', '/.git/config', '/api/v1/%2e%2e/health', '/%', '/%ZZ', `/${'a'.repeat(8_000)}`],
  ...['/api/v1/users/x/y/z', '//evil.test', '/api/v1/users', '/health/live'],
];
