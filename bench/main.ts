/** What `npm run bench` runs, in this order; `npm run bench -- NAME …` runs those alone. */
const ALONE = ['access', 'sign-in', 'people', 'approvals', 'mail', 'tokens'];
const BOOKINGS = ['session', 'day', 'create', 'availability', 'lists', 'feed', 'csv', 'reports'];

const asked = process.argv.slice(2);
const unknown = asked.find((name) => ![...BOOKINGS, ...ALONE].includes(name));
if (unknown) throw new Error(`${unknown} is no part; there are ${[...BOOKINGS, ...ALONE].join(', ')}.`);
const wanted = asked.length > 0 ? asked : [...BOOKINGS, ...ALONE];

const bookings = wanted.filter((name) => BOOKINGS.includes(name));
if (bookings.length > 0) await (await import('./bookings.js')).measureBookings(bookings);
if (wanted.includes('access')) await import('./access.js');
if (wanted.includes('sign-in')) await import('./sign-in.js');
if (wanted.includes('people')) await import('./people.js');
if (wanted.includes('approvals')) await import('./approvals.js');
if (wanted.includes('mail')) await import('./mail.js');
if (wanted.includes('tokens')) await import('./tokens.js');
