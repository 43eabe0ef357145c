import type { CodeBase } from './code-base.js';

const RULE = /\b(?:ID|RP|BR|BK|AP|NO|OP|IF)-\d+\b/g;
const DEFINITION = /^- \*\*([A-Z]{2}-\d+)\*\* /gm;
const CITES = /^(?:src|test|migrations|bench|docs|console\/src)\/.*\.(?:ts|tsx|md)$/;
const TESTS = /^(?:src|test|console)\/.*\.(?:spec|e2e|fault|alone|soak)\.ts$/;

/**
 * Rules that are cited and not defined in docs/rules.md, and rules of docs/rules.md that no test names: a newcomer finds what
 * a number means, and where it is proved.
 */
export function rulesOutOfStep(code: CodeBase): string[] {
  const defined = new Set([...code.text('docs/rules.md').matchAll(DEFINITION)].map(([, rule]) => rule!));
  const namedByTests = new Set(code.paths(TESTS).flatMap((path) => code.text(path).match(RULE) ?? []));
  const undefinedRules = code
    .paths(CITES)
    .flatMap((path) => (code.text(path).match(RULE) ?? []).map((rule) => ({ path, rule })))
    .filter(({ rule }) => !defined.has(rule))
    .map(({ path, rule }) => `${path}: ${rule} is not in docs/rules.md`);
  const unproved = [...defined].filter((rule) => !namedByTests.has(rule)).map((rule) => `no test names ${rule}`);
  return [...new Set(undefinedRules), ...unproved];
}

const HOUSE_RULE = /\b[Rr]ule (\d+[a-z]?)\b/g;
const CITES_THE_HOUSE =
  /^(?:src|test|migrations|docs\/adr)\/.*\.(?:ts|md)$|^(?:eslint\.config\.mjs|\.dependency-cruiser\.cjs)$/;

/** Rules of the house that are cited by number and that docs/architecture.md does not have. */
export function houseRulesOutOfStep(code: CodeBase): string[] {
  const defined = new Set(
    [...code.text('docs/architecture.md').matchAll(/^\| \*\*(\d+[a-z]?)\*\* /gm)].map(([, rule]) => rule),
  );
  const cited = code
    .paths(CITES_THE_HOUSE)
    .flatMap((path) => [...code.text(path).matchAll(HOUSE_RULE)].map(([, rule]) => ({ path, rule })));
  return cited
    .filter(({ rule }) => !defined.has(rule))
    .map(({ path, rule }) => `${path}: rule ${rule} is not in docs/architecture.md`);
}
