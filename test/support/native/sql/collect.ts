import ts from 'typescript';
import { nodes } from '../../architecture/code-base.js';
import { unknownsFor } from './calls.js';
import { evaluate } from './expressions.js';
import { type Handed, Run, Scope } from './run.js';
import { type Site, type Sites, sitesOf } from './sites.js';
import { outermostFunction, pathOf, resolved, type Sources } from './sources.js';
import { invoke } from './statements.js';
import { Choices, hasHole, Instance, PathEnds } from './unknown.js';

const MOST_RUNS = 120;
/** How many functions a text may be handed through. */
const HANDS = 3;

export interface Collected {
  readonly sites: readonly Site[];
  readonly statements: readonly Handed[];
  /** Those of which no text is whole, with what is missing. */
  readonly unresolved: readonly { site: Site; text: string }[];
}

/** A site as a list names it: its file and the function around it. */
export const siteName = ({ node }: Site): string => {
  const around = outermostFunction(node);
  return around ? `${pathOf(node)}: ${nameOf(around)}` : pathOf(node);
};

/** Every statement of every site, found by running the functions around them on values that nobody knows. */
/** @param listed the names of sites whose texts are not in the source */
export function collect(sources: Sources, listed: ReadonlySet<string>): Collected {
  const sites = sitesOf(sources);
  const found = new Map<Site, Map<string, Handed>>();
  const open = new Map<Site, Handed>();
  const take = (handed: Handed, from: ts.Node | undefined): void => {
    const isOwn = from === outermostFunction(handed.site.node);
    if (hasHole(handed.text)) {
      if (!open.has(handed.site) || !isOwn) open.set(handed.site, handed);
      return;
    }
    let texts = found.get(handed.site);
    if (!texts) found.set(handed.site, (texts = new Map()));
    const key = `${handed.text} ${handed.entity ?? ''} ${handed.row ? sources.checker.typeToString(handed.row) : ''}`;
    const known = texts.get(key);
    if (!known || (!known.values && handed.values)) texts.set(key, handed);
  };
  const done = new Set<ts.Node>();
  let entries = entriesAround([...sites.keys()]);
  for (let hand = 0; hand <= HANDS && entries.length > 0; hand += 1) {
    for (const entry of entries) {
      done.add(entry);
      runThrough(sources, sites, entry, (handed) => take(handed, entry));
    }
    const missing = [...sites.values()].filter((site) => !found.has(site) && !listed.has(siteName(site)));
    const wanted = new Set(missing.map(({ node }) => outermostFunction(node)).filter((each) => each !== undefined));
    for (const entry of done)
      if (hand > 0 && callsAny(sources, entry, wanted)) wanted.add(entry as ts.FunctionLikeDeclaration);
    entries = entriesAround(callsOf(sources, wanted)).filter((entry) => !done.has(entry));
  }
  return {
    sites: [...sites.values()],
    statements: [...found.values()].flatMap((texts) => [...texts.values()]),
    unresolved: [...sites.values()]
      .filter((site) => !found.has(site))
      .map((site) => ({ site, text: open.get(site)?.text ?? '' })),
  };
}

/** What is to be run for these nodes: the functions around them, or where there is none, what stands in the module. */
function entriesAround(inner: readonly ts.Node[]): ts.Node[] {
  return [...new Set(inner.map((node) => outermostFunction(node) ?? statementOf(node)))];
}

function statementOf(node: ts.Node): ts.Node {
  let at = node;
  while (!ts.isSourceFile(at.parent)) at = at.parent;
  return at;
}

function callsAny(sources: Sources, entry: ts.Node, wanted: ReadonlySet<ts.Node>): boolean {
  return nodes(entry, ts.isCallExpression).some((call) => wanted.has(calledBy(sources, call)!));
}

function callsOf(sources: Sources, wanted: ReadonlySet<ts.Node>): ts.CallExpression[] {
  const names = new Set([...wanted].map((declaration) => nameOf(declaration)));
  return sources.files.flatMap((file) =>
    nodes(file, ts.isCallExpression).filter((call) => {
      const { expression } = call;
      const name = ts.isPropertyAccessExpression(expression) ? expression.name.text : expression.getText();
      return names.has(name) && wanted.has(calledBy(sources, call)!);
    }),
  );
}

function nameOf(declaration: ts.Node): string {
  const named =
    ts.isArrowFunction(declaration) || ts.isFunctionExpression(declaration) ? declaration.parent : declaration;
  return (named as ts.NamedDeclaration).name?.getText() ?? '';
}

function calledBy(sources: Sources, { expression }: ts.CallExpression): ts.Node | undefined {
  const symbol = sources.symbolAt(ts.isPropertyAccessExpression(expression) ? expression.name : expression);
  const declaration = symbol && resolved(sources.checker, symbol).valueDeclaration;
  return declaration && ts.isVariableDeclaration(declaration) ? declaration.initializer : declaration;
}

/** A way through a function: the choices that it begins with, and how many of them differ from those of the first way. */
interface Way {
  readonly given: readonly number[];
  readonly isLast: boolean;
  readonly turns: number;
}

/**
 * The ways through a function: with all that can be there, with nothing of it, and with one thing at a time different. Where a
 * site in it is still not reached, with more things different.
 */
function runThrough(sources: Sources, sites: Sites, entry: ts.Node, take: (handed: Handed) => void): void {
  const missed = new Set([...sites.keys()].filter((node) => isWithin(node, entry)));
  const ways: Way[] = [false, true].map((isLast) => ({ given: [], isLast, turns: 0 }));
  for (let runs = 0; runs < MOST_RUNS && ways.length > 0; runs += 1) {
    const { given, isLast, turns } = ways.shift()!;
    if (turns > 1 && missed.size === 0) return;
    const { handed, choices } = runOnce(sources, sites, entry, new Choices(given, isLast));
    for (const each of handed) {
      missed.delete(each.site.node);
      take(each);
    }
    choices.taken.slice(given.length).forEach(({ chosen, options }, index) => {
      const before = choices.taken.slice(0, given.length + index).map((choice) => choice.chosen);
      for (let other = 0; other < options; other += 1) {
        if (other !== chosen) ways.push({ given: [...before, other], isLast, turns: turns + 1 });
      }
    });
  }
}

const isWithin = (node: ts.Node, entry: ts.Node): boolean =>
  node.getSourceFile() === entry.getSourceFile() && node.pos >= entry.pos && node.end <= entry.end;

function runOnce(sources: Sources, sites: Sites, entry: ts.Node, choices: Choices): Run {
  const run = new Run(sources, sites, choices);
  try {
    enter(run, entry);
  } catch (error) {
    // What the code could not go on with either, such as a member of nothing. A site that no run reaches is told of.
    if (!(error instanceof PathEnds || error instanceof TypeError)) throw error;
  }
  return run;
}

/** Runs it, and then what it has only passed on, such as what is to be done later. */
function enter(run: Run, entry: ts.Node): void {
  begin(run, entry);
  const called = new Set<ts.Node>();
  for (const later of run.uncalled) {
    const { declaration } = run.closures.get(later)!;
    if (!called.has(declaration)) later(...unknownsFor(declaration));
    called.add(declaration);
  }
}

function begin(run: Run, entry: ts.Node): void {
  if (ts.isFunctionLike(entry)) {
    const declaration = entry as ts.FunctionLikeDeclaration;
    const self = ts.isClassLike(entry.parent) ? new Instance(entry.parent) : undefined;
    invoke(run, { declaration, scope: new Scope(undefined, self), self }, unknownsFor(declaration));
  } else {
    for (const each of nodes(entry, ts.isVariableDeclaration)) {
      if (each.initializer) evaluate(run, new Scope(undefined, undefined), each.initializer);
    }
  }
}
