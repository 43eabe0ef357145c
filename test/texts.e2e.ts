import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { CodeBase } from './support/architecture/code-base.js';
import { GONE } from './support/gone-words.js';
import { allTexts, printed, type Section } from './support/texts.js';

const ROOT = join(import.meta.dirname, '..');
/** Not kept in the repository. */
const FILE = join(ROOT, 'test/output/texts.md');

/** What reads like a translation, wherever it is written. */
const STILTED =
  /\bwhoever\b|\banew\b|\bthat which\b|works? no more|knows? you no more|\bcounts? no more|Look into (?:your|the)|One press|do not belong together|worth nothing|at your registration next|stands for this version|let .{3,20} go on waiting|is no such thing|yours to see|a mail follows/i;
/** Fine in a comment, but not what a product says. */
const UNSAID =
  /\be-?mails? follows|\be-mail|\bmail(?:s|ed|ing)?\b(?! server| program)|\bsomebody\b|\beverybody\b|\bany more\b/i;
/** The same in what the API says of itself, of its permissions, of its refusals and of its metrics. */
const STIFF =
  /\bin (?:your )?reach\b|\bas far as\b|\bnull (?:where|for (?:none|never))\b|(?<!If )\bleft out:|, for people[.;]|hold (?:them|it) themselves|\bwhat (?:holds|became|becomes|stands|counts)\b|\b(?:is|are|was|were) told\b|\bof (?:one|its|their|your)(?:’s)? own\b|\bthe caller\b|\banswers? (?:with|is|says|only|has|of|\d)|\bnames? (?:the|it|them) (?:bookings|fields)|\brides? along\b|\bthe same to see\b|\bbegin a\b|\bby what\b|\bthat waits?\b|\bdoes not know that\b|\bone’s own\b|\blooks? the same\b/i;
const SPOKEN = ['permissions', 'roles', 'problems', 'OpenAPI document', 'settings'];
/** Kinds, file names and addresses that have these letters in them. */
const NAMES = /`[^`]*`|<[^>]*>|\{[^}]*\}|\S*[/_.:@-]\S*mail\S*|\S*mails?[/_.:@-]\S*|^Mail$|https?:\S+/g;

const found = (pattern: RegExp, texts: readonly string[]): string[] =>
  texts.filter((text) => pattern.test(text.replace(NAMES, '')));

describe('what people read', () => {
  const code = CodeBase.read(ROOT);
  let sections: Section[];

  beforeAll(async () => {
    sections = await allTexts(code);
    if (!process.env.WRITE_TEXTS) return;
    mkdirSync(dirname(FILE), { recursive: true });
    writeFileSync(FILE, printed(sections));
  });

  it.each([
    ['an email', 'Please confirm your email address for'],
    ['what only an HTML part says', 'If the button doesn’t work, open this link'],
    ['both ends of a condition in a template', 'Press the button to confirm that'],
    ['a page', 'Enter your email address and we’ll send you a link to set a new password.'],
    ['what the script of the pages says', 'You already have a passkey on this device.'],
    ['a permission', 'users.import: Add many people at once'],
    ['the title of a problem', 'vehicle_not_free: The vehicle is not available at that time.'],
    ['the detail of a problem', 'must be at most {maxBookingDays} days after the start'],
    ['the OpenAPI document', 'Lists the people that you can see, by name'],
    ['a setting', 'Minimum password length'],
    ['the console', 'Join the waiting list and we will email you'],
    ['a log line', 'an email failed permanently'],
  ])('%s is printed', (_, text) => expect(printed(sections)).toContain(text));

  it('words.md: nothing that is printed reads like a translation', () => {
    const flaws = sections.flatMap(({ title, texts }) =>
      [...found(STILTED, texts), ...found(UNSAID, texts)].map((text) => `${title}: ${text}`),
    );
    expect(flaws).toEqual([]);
  });

  it.each(SPOKEN)('%s: says nothing that nobody would say', (name) => {
    const texts = sections.find(({ title }) => title === name)?.texts ?? [];
    expect(texts.length).toBeGreaterThan(10);
    expect(found(STIFF, texts)).toEqual([]);
  });

  it('nor do metrics', () => {
    const texts = sections.filter(({ title }) => /^src\/.*(?:metrics|-store|queue-depths)\.ts$/.test(title));
    expect(texts.length).toBeGreaterThan(5);
    expect(texts.flatMap(({ title, texts: all }) => found(STIFF, all).map((text) => `${title}: ${text}`))).toEqual([]);
  });

  it('words.md: no text that was replaced is left in a text, a page or a comment', () => {
    const whole = [
      printed(sections),
      ...code
        .paths(/^(?:src|console\/src)\/.*\.(?:tsx?|hbs|js)$|^docs\/.*\.md$|README\.md$/)
        .map((path) => code.text(path)),
    ]
      .join('\n')
      .replace(/\n\s*(?:\*|\/\/)?\s*/g, ' ')
      .toLowerCase();
    expect(GONE.filter((text) => whole.includes(text.toLowerCase()))).toEqual([]);
  });

  it('nor does a page of documentation', () => {
    const pages = code.paths(/^(?:docs\/.*|README|console\/README)\.?(?:md)?$/).filter((path) => path.endsWith('.md'));
    const flaws = pages.flatMap((path) =>
      found(STILTED, code.text(path).split('\n')).map((line) => `${path}: ${line.trim()}`),
    );
    expect(flaws).toEqual([]);
  });

  it('nor does a comment', () => {
    const paths = code.paths(/^(?:src|console\/src)\/.*\.tsx?$/);
    const flaws = paths.flatMap((path) => found(STILTED, comments(code.text(path))).map((line) => `${path}: ${line}`));
    expect(flaws).toEqual([]);
  });
});

/** The lines of a file's comments. */
function comments(text: string): string[] {
  const scanner = ts.createScanner(ts.ScriptTarget.Latest, false, ts.LanguageVariant.Standard, text);
  const lines: string[] = [];
  for (let token = scanner.scan(); token !== ts.SyntaxKind.EndOfFileToken; token = scanner.scan()) {
    const isComment = token === ts.SyntaxKind.SingleLineCommentTrivia || token === ts.SyntaxKind.MultiLineCommentTrivia;
    if (isComment)
      lines.push(
        ...scanner
          .getTokenText()
          .split('\n')
          .map((line) => line.trim()),
      );
  }
  return lines;
}
