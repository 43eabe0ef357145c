import Handlebars from 'handlebars';
import ts from 'typescript';
import { builtInRoles } from '../../src/access/domain/built-in-roles.js';
import { describedPermissions } from '../../src/access/domain/permissions.js';
import { MailPreviews } from '../../src/notifications/email/mail-previews.js';
import { Renderer } from '../../src/notifications/email/renderer.js';
import { mails } from '../../src/notifications/mails/registry.js';
import { makeApiDocument } from '../../src/openapi.js';
import { loadConfig } from '../../src/platform/config/config.js';
import { Sealer } from '../../src/platform/crypto/sealer.js';
import { type CodeBase, nodes } from './architecture/code-base.js';

/** Texts that people read, by where they read them. */
export interface Section {
  title: string;
  texts: readonly string[];
}

/** Every text of Motorpool that people read, apart from the files of `docs/`. */
export async function allTexts(code: CodeBase): Promise<Section[]> {
  return [
    ...emails(),
    ...mails.flatMap(({ name, html, text }) => [template(`${name}.html`, html), template(`${name}.text`, text)]),
    ...code.paths(/^src\/notifications\/email\/partials\/.*\.hbs$/).map((path) => template(path, code.text(path))),
    ...code.paths(/^src\/.*\/http\/pages\/.*\.hbs$/).map((path) => template(path, code.text(path))),
    ...code.paths(/^src\/.*\/pages\/.*\.js$/).map((path) => literals(code, path)),
    { title: 'permissions', texts: describedPermissions.map(({ key, description }) => `${key}: ${description}`) },
    { title: 'roles', texts: Object.values(builtInRoles).map(({ name, description }) => `${name}: ${description}`) },
    problems(code),
    { title: 'OpenAPI document', texts: sentencesOf(await makeApiDocument()) },
    { title: 'settings', texts: settings(code) },
    ...code
      .paths(/^console\/src\/.*\.tsx?$/)
      .filter(isNoTest)
      .map((path) => literals(code, path)),
    ...code
      .sources()
      .filter((path) => !DESCRIBED.test(path))
      .map((path) => literals(code, path)),
  ].filter(({ texts }) => texts.length > 0);
}

export const printed = (sections: readonly Section[]): string =>
  sections.map(({ title, texts }) => `## ${title}\n\n${texts.join('\n')}\n`).join('\n');

/** Their words are printed from what is made of them: the document, the catalogue, the titles of problems, emails. */
const DESCRIBED = /\.docs\.ts$|^src\/notifications\/mails\/|^src\/access\/domain\/(?:catalogue\/|built-in-roles)/;
const isNoTest = (path: string) => !/\.(?:spec|e2e)\.tsx?$|\/schema\.d\.ts$/.test(path);

/** As a reader gets them, with sample data. */
function emails(): Section[] {
  const config = loadConfig({
    DATABASE_URL: 'postgres://unused',
    SMTP_URL: 'smtp://unused',
    SECRET_KEY: 'x'.repeat(32),
  });
  const sealer = new Sealer(config);
  return new MailPreviews(new Renderer(config, sealer), sealer).all().map(({ name, subject, html, text }) => ({
    title: `email ${name}`,
    texts: [`Subject: ${subject}`, ...linesOf(text), ...added(linesOf(text), linesOf(withoutTags(html)))],
  }));
}

/** What only the HTML says. */
function added(text: readonly string[], html: readonly string[]): string[] {
  const more = html.filter((line) => !text.some((known) => known.includes(line)));
  return more.length > 0 ? ['As HTML:', ...more] : [];
}

/** What a template can say, whichever way its conditions turn out. */
function template(title: string, source: string): Section {
  let whole = '';
  const read = (node: hbs.AST.Node): void => {
    if (node.type === 'ContentStatement') whole += (node as hbs.AST.ContentStatement).value;
    else if (node.type === 'StringLiteral') whole += `\n${(node as hbs.AST.StringLiteral).value}\n`;
    else if (node.type === 'MustacheStatement') {
      const { path: name, params, hash } = node as hbs.AST.MustacheStatement;
      if (params.length === 0 && !hash) whole += `{${(name as hbs.AST.PathExpression).original}}`;
      else [...params, ...(hash?.pairs ?? []).map(({ value }) => value)].forEach(read);
    } else if (node.type === 'BlockStatement' || node.type === 'PartialBlockStatement') {
      const { program, inverse } = node as hbs.AST.BlockStatement;
      for (const part of [program, inverse] as (hbs.AST.Program | undefined)[]) part?.body.forEach(read);
    } else if (node.type === 'PartialStatement') {
      (node as hbs.AST.PartialStatement).hash?.pairs.forEach(({ value }) => read(value));
    }
  };
  Handlebars.parse(source).body.forEach(read);
  return { title, texts: linesOf(/\.text\b/.test(title) ? whole : withoutTags(whole)).filter(isReadable) };
}

/** Titles of problems by their code; their details are among the texts of the files that refuse. */
function problems(code: CodeBase): Section {
  const titles = code.sources().flatMap((path) =>
    code.classes(path).flatMap(({ members }) => {
      const [title, problem] = ['title', 'code'].map((name) =>
        members.find((member) => ts.isPropertyDeclaration(member) && member.name.getText() === name),
      );
      const text = [title, problem].map((member) => (member as ts.PropertyDeclaration | undefined)?.initializer);
      return text.every((node) => node !== undefined && ts.isStringLiteralLike(node))
        ? [text.map((node) => (node as ts.StringLiteralLike).text)]
        : [];
    }),
  );
  return { title: 'problems', texts: titles.map(([title, problem]) => `${problem}: ${title}`).sort() };
}

/** Titles, summaries and descriptions. */
function sentencesOf(document: unknown): string[] {
  const found = new Set<string>();
  const read = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      if (['title', 'summary', 'description'].includes(key) && typeof inner === 'string') found.add(inner);
      else if (key !== 'example' && key !== 'examples') read(inner);
    }
  };
  read(document);
  return [...found];
}

const settings = (code: CodeBase): string[] =>
  linesOf(code.text('.env.example')).map((line) => line.replace(/^# /, '').replace(/=.*/, ''));

/** What a file writes out as text: refusals, log lines, notices, the words of a screen. */
function literals(code: CodeBase, path: string): Section {
  const tree = code.tree(path);
  const plain = nodes(
    tree,
    (node): node is ts.StringLiteralLike | ts.JsxText => ts.isStringLiteralLike(node) || ts.isJsxText(node),
  );
  const glued = nodes(tree, ts.isTemplateExpression);
  const texts = [
    ...plain.filter(({ parent }) => !ts.isImportDeclaration(parent)).map(({ pos, text }) => ({ pos, text })),
    ...glued.map(({ pos, head, templateSpans }) => ({
      pos,
      text:
        head.text + templateSpans.map(({ expression, literal }) => `{${shown(expression)}}${literal.text}`).join(''),
    })),
  ]
    .sort((one, other) => one.pos - other.pos)
    .map(({ text }) => text.replace(/\s+/g, ' ').trim())
    .filter((text) => isReadable(text) && !isCode(text));
  return { title: path, texts: [...new Set(texts)] };
}

const shown = (expression: ts.Expression): string => /[\w.]+$/.exec(expression.getText())?.[0] ?? '…';

/** The lines with something in them; one that repeats the one before says nothing new. */
const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line, at, all) => line && line !== all[at - 1]);

/** Attributes that are read out or shown stay. */
const withoutTags = (html: string): string =>
  html
    .replace(/<(style|script)[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]*?\b(?:title|alt|aria-label|placeholder|value)="([^"{}<>]{3,})"[^>]*>/g, '\n$1\n')
    .replace(/<\/?(?:b|strong|em|span|a|time|code)\b[^>]*>/g, ' ')
    .replace(/<[^>]*>/g, '\n');

/** Words, rather than a key, a path or a selector. */
const isReadable = (text: string): boolean =>
  /[a-z]{2,}[,:;.)’”]* [(“‘{]?[a-z{]/i.test(text) || /^[A-Z][a-z]{2,}[.!?…]?$/.test(text);

const SQL =
  /\b(?:SELECT|INSERT INTO|UPDATE|DELETE FROM|WHERE|LEFT JOIN|ORDER BY|ALTER|CREATE|NOTIFY|AS "|IS NOT NULL)\b|::|= ANY|\$\d/;
const isCode = (text: string): boolean =>
  SQL.test(text) || /^(?:[a-z]+-[a-z-]+ ?)+$|^[.#[][\w-]|^\(|^[a-z-]+: |=>|[{;]\s*[a-z-]+:|^[a-z]+\/[a-z]/.test(text);
