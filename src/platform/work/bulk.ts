import type { EntityMetadata } from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata.js';

interface BulkStatement {
  text: string;
  values: [string];
}

/** Inserts rows of one table in one statement: their values travel as JSON, and PostgreSQL knows the columns' types. */
export function insertMany({ columns, tablePath }: EntityMetadata, rows: readonly unknown[][]): BulkStatement {
  const names = columns.map((column) => `"${column.databaseName}"`).join(', ');
  const text = `INSERT INTO ${tablePath} (${names}) SELECT ${names} FROM ${recordsOf(tablePath)}`;
  return { text, values: [JSON.stringify(rows.map((row) => jsonRecord(columns, columns, row)))] };
}

/** Updates these columns of several rows of one table. A row whose version has changed is skipped. */
export function updateMany(
  { columns, tablePath }: EntityMetadata,
  changed: readonly ColumnMetadata[],
  rows: readonly unknown[][],
): BulkStatement {
  const id = columns.find(({ propertyName }) => propertyName === 'id')!;
  const sets = changed.map(({ databaseName }) => `"${databaseName}" = r."${databaseName}"`).join(', ');
  const isVersioned = changed.some(({ propertyName }) => propertyName === 'version');
  const guard = isVersioned ? ' AND t."version" = r."version" - 1' : '';
  const text = `UPDATE ${tablePath} t SET ${sets} FROM ${recordsOf(tablePath)} WHERE t.id = r.id${guard} RETURNING 1`;
  return { text, values: [JSON.stringify(rows.map((row) => jsonRecord(columns, [id, ...changed], row)))] };
}

const recordsOf = (tablePath: string): string => `jsonb_populate_recordset(NULL::${tablePath}, $1::jsonb) r`;

/** @param row the values of all columns, as the driver stores them */
function jsonRecord(
  columns: readonly ColumnMetadata[],
  wanted: readonly ColumnMetadata[],
  row: readonly unknown[],
): Record<string, unknown> {
  return Object.fromEntries(
    wanted.map((column) => {
      const value = row[columns.indexOf(column)];
      const isDocument = column.type === 'jsonb' && typeof value === 'string';
      return [column.databaseName, isDocument ? (JSON.parse(value) as unknown) : jsonable(value)];
    }),
  );
}

const jsonable = (value: unknown): unknown => (Buffer.isBuffer(value) ? `\\x${value.toString('hex')}` : value);
