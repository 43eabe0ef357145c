/** The SQL for a field: an expression, or an expression whose value is an array. */
export type RowColumns = Readonly<Record<string, string | { array: string }>>;

/** A condition for a WHERE clause and the values of its parameters. */
export interface RowFilter {
  readonly sql: string;
  readonly values: unknown[];
}

type Conditions = Readonly<Record<string, unknown>> | undefined;

/**
 * The SQL condition for the rows that at least one of the rules allows. The conditions are those that `Actor` builds: a field
 * equals a value, is not a value (`$ne`), or is in a list of ids (`$in`).
 *
 * @throws Error for a field without a column: a rule that a list cannot express must never be left out
 */
export function rowFilter(rules: readonly Conditions[], columns: RowColumns, firstParameter: number): RowFilter {
  if (rules.some((conditions) => conditions === undefined)) return { sql: 'TRUE', values: [] };
  const values: unknown[] = [];
  const parameter = (value: unknown) => `$${firstParameter - 1 + values.push(value)}`;
  const alternatives = rules.map((conditions) =>
    Object.entries(conditions!)
      .map(([field, wanted]) => compare(field, columns[field], wanted, parameter))
      .join(' AND '),
  );
  return { sql: `(${alternatives.join(' OR ')})`, values };
}

function compare(
  field: string,
  column: RowColumns[string] | undefined,
  wanted: unknown,
  parameter: (value: unknown) => string,
): string {
  if (column === undefined) throw new Error(`A rule looks at ${field}, and this list has no column for it.`);
  const { $in: list, $ne: word } =
    typeof wanted === 'object' && wanted !== null ? (wanted as { $in?: string[]; $ne?: string }) : {};
  if (word !== undefined && typeof column === 'string') return `${column} IS DISTINCT FROM ${parameter(word)}::text`;
  if (typeof wanted === 'object' && !list) throw new Error(`A rule on ${field} cannot be written as SQL.`);
  if (typeof column === 'string') {
    return list ? `${column} = ANY(${parameter(list)}::uuid[])` : `${column} = ${parameter(wanted)}::uuid`;
  }
  return `${column.array} && ${parameter(list ?? [wanted])}::uuid[]`;
}
