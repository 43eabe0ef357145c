import { CodeBase } from './code-base.js';
import { walksOutOfStep } from './walks.js';

const page = (walks: string) => ({
  'docs/architecture.md': `# Shape\n\n## Use cases, file by file\n\nWords.\n\n${walks}\n## Where things go\n\n1. \`not/a-walk.ts\`\n`,
});
const WALK =
  '### Book (at most 2 files)\n\n1. `bookings/a.ts`: first,\n   with more to say.\n2. `bookings/b.ts`: then.\n\n';

describe('the check of the use cases in docs/architecture.md', () => {
  it('accepts files that exist', () => {
    expect(walksOutOfStep(CodeBase.of({ ...page(WALK), 'src/bookings/a.ts': '', 'src/bookings/b.ts': '' }))).toEqual(
      [],
    );
  });

  it('finds a file that is gone, a list that has grown, an empty one, and a page without any', () => {
    const long = '### Decide (at most 1 files)\n\n1. `bookings/a.ts`: one.\n2. `bookings/a.ts`: another.\n\n';
    const empty = '### Erase (at most 3 files)\n\nNothing.\n\n';
    const code = CodeBase.of({ ...page(WALK + long + empty), 'src/bookings/a.ts': '' });
    expect(walksOutOfStep(code)).toEqual([
      'Book: src/bookings/b.ts does not exist',
      'Decide: 2 files, not 1',
      'Erase: no file',
    ]);
    expect(walksOutOfStep(CodeBase.of({}))).toEqual(['docs/architecture.md describes no use case file by file']);
  });
});
