import { isDeepStrictEqual } from 'node:util';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata.js';

/** One field in a change history (ID-16): its old and its new value. */
export interface FieldChange {
  field: string;
  before: unknown;
  after: unknown;
}

/** Fields that only serve the rows themselves and are not part of a history. */
const unremarkable = new Set(['id', 'version', 'createdAt', 'updatedAt']);
const WITHHELD = '(withheld)';

/** The columns whose stored values differ. `before` is undefined for a new row. */
export function changedColumns(
  columns: readonly ColumnMetadata[],
  before: readonly unknown[] | undefined,
  after: readonly unknown[],
): ColumnMetadata[] {
  return columns.filter((_, index) => !isDeepStrictEqual(before?.[index] ?? null, after[index] ?? null));
}

/** The same difference for a history: without bookkeeping, and without the values of secret fields. */
export function fieldChanges(
  columns: readonly ColumnMetadata[],
  changed: readonly ColumnMetadata[],
  secret: readonly string[],
  before: readonly unknown[] | undefined,
  after: readonly unknown[],
): FieldChange[] {
  return changed
    .filter((column) => !unremarkable.has(column.propertyName))
    .map((column) => {
      const index = columns.indexOf(column);
      const show = (value: unknown) =>
        value != null && secret.includes(column.propertyName) ? WITHHELD : historyValue(column, value);
      return { field: column.propertyName, before: show(before?.[index]), after: show(after[index]) };
    });
}

/** JSON columns are stored as text; a history shows their value. */
function historyValue({ type }: ColumnMetadata, value: unknown): unknown {
  return type === 'jsonb' && typeof value === 'string' ? (JSON.parse(value) as unknown) : (value ?? null);
}
