/** One property of an iCalendar object: its name in capitals, its parameters, its raw value. */
export interface Property {
  name: string;
  parameters: Record<string, string>;
  value: string;
}

export interface CalendarEvent {
  uid: string;
  sequence: number;
  status: string;
  start: Date;
  end: Date;
  summary: string;
  description: string;
  location: string;
  stamp: Date;
}

const LINE = /^([A-Z0-9-]+)((?:;[A-Z0-9-]+=(?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*)*):(.*)$/;
const UTC = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/;
const ONCE = ['UID', 'DTSTAMP', 'DTSTART', 'DTEND', 'SUMMARY', 'DESCRIPTION', 'LOCATION', 'STATUS', 'SEQUENCE'];

/**
 * Reads an iCalendar file as strictly as RFC 5545 is written: CRLF and nothing else ends a line, no line has more than 75
 * octets, folds do not cut a character, text is escaped, and each event has what it must have, once.
 *
 * @throws Error for what a strict parser would refuse
 */
export function readCalendar(bytes: Buffer): { properties: Property[]; events: CalendarEvent[] } {
  const raw = bytes.toString('latin1');
  if (!raw.endsWith('\r\n')) throw new Error('The file does not end with CRLF.');
  if (/\r(?!\n)|(?<!\r)\n/.test(raw)) throw new Error('A line break is not CRLF.');
  const physical = raw.slice(0, -2).split('\r\n');
  for (const line of physical) {
    if (line.length > 75) throw new Error(`A line has ${line.length} octets: ${line}`);
    if (line === '') throw new Error('A line is empty.');
    new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(line, 'latin1'));
  }
  const unfolded = Buffer.from(raw.slice(0, -2).replaceAll(/\r\n[ \t]/g, ''), 'latin1').toString('utf8');
  const properties = unfolded.split('\r\n').map(propertyOf);
  return { properties, events: eventsOf(properties) };
}

function propertyOf(line: string): Property {
  const found = LINE.exec(line);
  if (!found) throw new Error(`Not a content line: ${line}`);
  const [, name, parameters, value] = found as unknown as [string, string, string, string];
  // eslint-disable-next-line no-control-regex -- what RFC 5545 forbids in a value is what is looked for
  if (/[\u0000-\u0008\u000a-\u001f\u007f]/.test(value)) throw new Error(`A control character in ${line}`);
  const pairs = parameters
    .split(';')
    .slice(1)
    .map((pair) => pair.split('=') as [string, string]);
  return { name, parameters: Object.fromEntries(pairs), value };
}

function eventsOf(properties: Property[]): CalendarEvent[] {
  const names = properties.map(({ name, value }) => (/^(BEGIN|END)$/.test(name) ? `${name}:${value}` : name));
  if (names[0] !== 'BEGIN:VCALENDAR' || names.at(-1) !== 'END:VCALENDAR') throw new Error('Not one VCALENDAR.');
  const head = names.slice(0, names.includes('BEGIN:VEVENT') ? names.indexOf('BEGIN:VEVENT') : undefined);
  for (const name of ['PRODID', 'VERSION']) {
    if (head.filter((each) => each === name).length !== 1) throw new Error(`${name} is not there once.`);
  }
  const method = properties.find(({ name }) => name === 'METHOD')?.value;
  const events: CalendarEvent[] = [];
  for (let at = names.indexOf('BEGIN:VEVENT'); at >= 0; at = names.indexOf('BEGIN:VEVENT', at + 1)) {
    const own = properties.slice(at + 1, names.indexOf('END:VEVENT', at));
    if (method) ensureScheduling(method, own);
    events.push(eventOf(own));
  }
  const uids = events.map(({ uid }) => uid);
  if (new Set(uids).size < uids.length) throw new Error('Two events of one UID.');
  return events;
}

/** What RFC 5546 §3.2 wants of an event that has a method. */
function ensureScheduling(method: string, properties: Property[]): void {
  const count = (name: string) => properties.filter((property) => property.name === name).length;
  if (!['PUBLISH', 'REQUEST', 'CANCEL'].includes(method)) throw new Error(`An unknown method ${method}.`);
  if (count('ORGANIZER') !== 1) throw new Error(`${method} without an ORGANIZER.`);
  if (count('ATTENDEE') > 0 !== (method !== 'PUBLISH'))
    throw new Error(`${method} with ${count('ATTENDEE')} attendees.`);
  if (count('SEQUENCE') !== 1) throw new Error(`${method} without a SEQUENCE.`);
}

function eventOf(properties: Property[]): CalendarEvent {
  const of = (name: string) => {
    const [found, ...more] = properties.filter((property) => property.name === name);
    if (more.length > 0 || (!found && ONCE.slice(0, 5).includes(name))) throw new Error(`${name} is not there once.`);
    return found?.value ?? '';
  };
  for (const name of ONCE) of(name);
  if (instantOf(of('DTEND')) <= instantOf(of('DTSTART'))) throw new Error('DTEND is not later than DTSTART.');
  return {
    uid: textOf(of('UID')),
    sequence: Number(of('SEQUENCE')),
    status: of('STATUS'),
    start: instantOf(of('DTSTART')),
    end: instantOf(of('DTEND')),
    stamp: instantOf(of('DTSTAMP')),
    summary: textOf(of('SUMMARY')),
    description: textOf(of('DESCRIPTION')),
    location: textOf(of('LOCATION')),
  };
}

function textOf(value: string): string {
  if (/(?<!\\)(?:\\\\)*[;,]/.test(value.replaceAll(/\\[;,nN]/g, ''))) throw new Error(`Not escaped: ${value}`);
  return value.replaceAll(/\\(.)/g, (_, escaped: string) => {
    if (!/[\\;,nN]/.test(escaped)) throw new Error(`Not an escape: \\${escaped}`);
    return escaped.toLowerCase() === 'n' ? '\n' : escaped;
  });
}

function instantOf(value: string): Date {
  const found = UTC.exec(value);
  if (!found) throw new Error(`Not an instant in UTC: ${value}`);
  const [year, month, ...rest] = found.slice(1).map(Number) as [number, number, number, number, number, number];
  return new Date(Date.UTC(year, month - 1, ...rest));
}
