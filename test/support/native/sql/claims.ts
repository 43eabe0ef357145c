import ts from 'typescript';
import type { Column, Description, Kind } from './described.js';
import { shownKind } from './described.js';
import type { Handed } from './run.js';
import type { Sources } from './sources.js';
import { Unknown } from './unknown.js';

/** What a call claims of its statement, and PostgreSQL does not. */
export function wrongClaims(sources: Sources, { text, values, row }: Handed, described: Description): string[] {
  const wrongValues = values ? wrongParameters(sources, values, described.parameters) : [];
  const { checker } = sources;
  const claims = (row ? checker.getPropertiesOfType(row) : []).map((property) => ({
    name: property.name,
    type: checker.getTypeOfSymbol(property),
    isOptional: Boolean(property.flags & ts.SymbolFlags.Optional),
  }));
  return [...wrongValues, ...wrongColumns(checker, claims, text, described.columns)];
}

/** What is said of a column of a result. */
export interface Claim {
  readonly name: string;
  readonly type: ts.Type;
  readonly isOptional: boolean;
}

function wrongParameters(sources: Sources, values: readonly unknown[], parameters: readonly Kind[]): string[] {
  if (values.length !== parameters.length) {
    return [`${values.length} values for ${parameters.length} parameters`];
  }
  return parameters.flatMap((kind, index) => {
    const value = values[index];
    const type = value instanceof Unknown ? (value.type ?? sources.typeAt(value.node)) : undefined;
    const parts = type ? partsOf(type).filter((part) => !isExcluded(part, value)) : [];
    const fits = type ? parts.every((part) => canBePassed(sources.checker, part, kind)) : isPassable(value, kind);
    const given = type ? sources.checker.typeToString(type) : typeof value;
    return fits ? [] : [`$${index + 1} is ${shownKind(kind)}, and ${given} is passed`];
  });
}

const isExcluded = (part: ts.Type, value: unknown): boolean =>
  part.isStringLiteral() && value instanceof Unknown && value.excluded.has(part.value);

/** Text goes for everything that is written as text, and numbers go for text. */
function canBePassed(checker: ts.TypeChecker, part: ts.Type, kind: Kind): boolean {
  if (isAnything(part)) return true;
  const isList = checker.isArrayLikeType(part);
  if (typeof kind === 'object') {
    const [element] = isList ? checker.getTypeArguments(part as ts.TypeReference) : [];
    return isList && (!element || partsOf(element).every((each) => canBePassed(checker, each, kind.of)));
  }
  // An array would be written as one of PostgreSQL.
  if (isList) return false;
  if (kind === 'bytes') return isNamed(part, 'Buffer') || isNamed(part, 'Uint8Array');
  if (kind === 'json') return !isNamed(part, 'Date') && !isNamed(part, 'Buffer');
  if (checker.isTypeAssignableTo(part, checker.getStringType())) return kind !== 'boolean' && kind !== 'number';
  if (checker.isTypeAssignableTo(part, checker.getNumberType())) return kind === 'number' || kind === 'string';
  if (checker.isTypeAssignableTo(part, checker.getBooleanType())) return kind === 'boolean';
  return isNamed(part, 'Date') ? kind === 'date' : kind === 'string' && part.getProperty('toPostgres') !== undefined;
}

function isPassable(value: unknown, kind: Kind): boolean {
  if (value === null || value === undefined) return true;
  if (typeof kind === 'object') return Array.isArray(value);
  if (typeof value === 'string') return kind !== 'boolean' && kind !== 'bytes';
  if (typeof value === 'number') return kind === 'number' || kind === 'string';
  return typeof value === 'boolean' ? kind === 'boolean' : kind === 'json' && !Array.isArray(value);
}

export function wrongColumns(
  checker: ts.TypeChecker,
  claims: readonly Claim[],
  text: string,
  columns: readonly Column[],
): string[] {
  const byName = new Map(columns.map((column) => [column.name, column]));
  return claims.flatMap(({ name, type, isOptional }) => {
    const column = byName.get(name);
    if (!column) return isOptional ? [] : [`${name} is not in the result`];
    const claimed = `${name} is claimed ${checker.typeToString(type)}`;
    if (!partsOf(type).every((part) => canCome(checker, part, column.kind))) {
      return [`${claimed}, and it is ${shownKind(column.kind)}`];
    }
    return mayBeNull(column, text) && !allowsNull(type) ? [`${claimed}, and it can be null`] : [];
  });
}

function canCome(checker: ts.TypeChecker, part: ts.Type, kind: Kind): boolean {
  if (isAnything(part)) return true;
  if (typeof kind === 'object') {
    const [element] = checker.isArrayLikeType(part) ? checker.getTypeArguments(part as ts.TypeReference) : [];
    return element !== undefined && partsOf(element).every((each) => canCome(checker, each, kind.of));
  }
  if (kind === 'string') return checker.isTypeAssignableTo(part, checker.getStringType());
  if (kind === 'number') return checker.isTypeAssignableTo(part, checker.getNumberType());
  if (kind === 'boolean') return checker.isTypeAssignableTo(part, checker.getBooleanType());
  if (kind === 'date') return isNamed(part, 'Date');
  if (kind === 'bytes') return isNamed(part, 'Buffer');
  return kind === 'object' || isJson(checker, part, 0);
}

/** JSON brings no dates and no bytes, however deep. */
function isJson(checker: ts.TypeChecker, type: ts.Type, depth: number): boolean {
  if (depth > 4 || isAnything(type)) return true;
  if (isNamed(type, 'Date') || isNamed(type, 'Buffer') || type.getCallSignatures().length > 0) return false;
  if (!(type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Union | ts.TypeFlags.Intersection))) return true;
  if (type.isUnion()) return type.types.every((part) => isJson(checker, part, depth));
  if (checker.isArrayLikeType(type)) {
    return checker.getTypeArguments(type as ts.TypeReference).every((element) => isJson(checker, element, depth + 1));
  }
  const members = checker.getPropertiesOfType(type).map((member) => checker.getTypeOfSymbol(member));
  return members.every((member) => isJson(checker, member, depth + 1));
}

/** A column that may be null, or one of a table that is only joined where there is a row; what a condition excludes is not. */
function mayBeNull({ of }: Column, text: string): boolean {
  if (!of) return false;
  const isFilled = new RegExp(`\\b${of.column}\\)? (IS NOT NULL|=|>|<|&&|IN)`).test(text);
  if (of.isNullable) return !isFilled;
  const uses = [
    ...text.matchAll(new RegExp(`(LEFT\\s+)?(JOIN|FROM|INTO|UPDATE|,)\\s+${of.table.replace('.', '\\.')}\\b`, 'g')),
  ];
  return uses.length > 0 && uses.every(([, isLeft]) => isLeft);
}

const partsOf = (type: ts.Type): ts.Type[] =>
  (type.isUnion() ? type.types : [type]).filter(
    ({ flags }) => !(flags & (ts.TypeFlags.Null | ts.TypeFlags.Undefined | ts.TypeFlags.Void)),
  );

const allowsNull = (type: ts.Type): boolean =>
  isAnything(type) ||
  (type.isUnion() ? type.types : [type]).some(({ flags }) => flags & (ts.TypeFlags.Null | ts.TypeFlags.Undefined));

const isAnything = ({ flags }: ts.Type): boolean => Boolean(flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown));
const isNamed = (type: ts.Type, name: string): boolean => type.symbol?.name === name;
