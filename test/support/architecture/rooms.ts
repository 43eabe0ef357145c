import type { CodeBase } from './code-base.js';

const ROOMS = ['domain', 'use-cases', 'http', 'listeners'];
const MOST_README_LINES = 25;

/** What lies in a context's folder and has no place there, and what should lie there and does not. */
export function rooms(code: CodeBase): string[] {
  return code.contexts().flatMap((context) => [...strangers(code, context), ...missing(code, context)]);
}

function strangers(code: CodeBase, context: string): string[] {
  const doors = ['README.md', 'index.ts', 'events.ts', `${context}.module.ts`];
  const folders = context === 'notifications' ? [...ROOMS, 'email', 'mails', 'webhooks'] : ROOMS;
  return code
    .paths(new RegExp(`^src/${context}/`))
    .filter((path) => {
      const [first, ...rest] = path.split('/').slice(2);
      if (path.endsWith('.hbs')) return false;
      return rest.length > 0 ? !folders.includes(first!) : !doors.includes(first!);
    })
    .map((path) => `${path}: no such place in a context`);
}

function missing(code: CodeBase, context: string): string[] {
  const faults = ['README.md', 'index.ts']
    .filter((door) => !code.has(`src/${context}/${door}`))
    .map((door) => `src/${context}/${door}: missing`);
  const lines = code.text(`src/${context}/README.md`).trimEnd().split('\n').length;
  if (lines > MOST_README_LINES) faults.push(`src/${context}/README.md: ${lines} lines, at most ${MOST_README_LINES}`);
  return faults;
}
