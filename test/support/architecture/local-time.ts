import ts from 'typescript';
import { type CodeBase, nodes } from './code-base.js';

/** The first decides about local time, the second shows it to people. */
const PLACES = ['src/platform/domain/local-time.ts', 'src/platform/domain/shown-time.ts'];
/** The inbox of a developer's machine shows the time of that machine. */
const INBOX = /\/inbox-pages\.ts$/;
const LIBRARIES = /^(?:luxon|temporal-polyfill|@internationalized\/date|date-fns|dayjs|moment)(?:[-/]|$)/;
/** `Intl.DateTimeFormat`, however it is reached; the rest of Intl knows no time. */
const GLOBALS = ['DateTimeFormat', 'Temporal'];
/** They read or write a date by the clocks of whichever machine the service runs on. */
const BY_THE_SERVER =
  /^(?:[gs]et(?:Hours|Minutes|Day|Date|Month|FullYear)|getTimezoneOffset|toLocale(?:Date|Time)?String|to(?:Date|Time)String)$/;
const SQL = /\bat\s+time\s+zone\b|\btimezone\s*\(/i;

/** Code that reckons with time zones in another place. */
export function localTimeElsewhere(code: CodeBase): string[] {
  return code
    .sources()
    .filter((path) => !PLACES.includes(path) && !INBOX.test(path))
    .flatMap((path) => {
      const tree = code.tree(path);
      const names = nodes(tree, ts.isIdentifier)
        .filter(isClock)
        .map(({ text }) => text);
      const texts = nodes(tree, isText)
        .filter(({ text, parent }) => SQL.test(text) || (isImported(parent) && LIBRARIES.test(text)))
        .map(({ text }) => text.replace(/\s+/g, ' ').trim());
      return [...new Set([...names, ...texts])].map((what) => `${path}: ${what}`);
    });
}

const isClock = ({ text, parent }: ts.Identifier): boolean =>
  (GLOBALS.includes(text) && !ts.isImportSpecifier(parent)) ||
  (BY_THE_SERVER.test(text) && ts.isPropertyAccessExpression(parent));

const isText = (node: ts.Node): node is ts.LiteralLikeNode =>
  ts.isStringLiteralLike(node) || ts.isTemplateLiteralToken(node);

const isImported = (parent: ts.Node): boolean =>
  ts.isImportDeclaration(parent) ||
  ts.isExportDeclaration(parent) ||
  (ts.isCallExpression(parent) && parent.expression.kind === ts.SyntaxKind.ImportKeyword);
