import { useState } from 'react';
import type { Schema } from '../../api/types';
import { importing as m } from '../../messages/people-import';
import { Button } from '../../ui/button';
import { Check } from '../../ui/fields/choices';
import { type Column, DataTable } from '../../ui/data-table';
import { Notice } from '../../ui/notice';
import { StateBadge, type Tone } from '../../ui/state-badge';

type Row = Schema<'ImportRow'>;

const TONES: Record<Row['outcome'], Tone> = { invited: 'done', contact: 'quiet', refused: 'stopped' };
const SHOWN_AT_FIRST = 100;
const DONE = { isPending: false, error: null, refetch: () => undefined };

interface ImportRowsProps {
  rows: readonly Row[];
  onCorrect: (line: number) => void;
}

/** What would become of each row. Of a long file, the rows to correct come first, and the others as far as asked for. */
export function ImportRows({ rows, onCorrect }: ImportRowsProps) {
  const count = (outcome: Row['outcome']) => rows.filter((row) => row.outcome === outcome).length;
  const refused = count('refused');
  const [onlyRefused, setOnlyRefused] = useState(refused > 0);
  const [most, setMost] = useState(SHOWN_AT_FIRST);
  if (rows.length === 0) return <Notice tone="error">{m.noRows}</Notice>;
  const chosen = onlyRefused && refused > 0 ? rows.filter(({ outcome }) => outcome === 'refused') : rows;
  const columns: Column<Row>[] = [
    { id: 'line', header: m.line, cell: ({ line }) => line, isWideOnly: true },
    {
      id: 'email',
      header: m.email,
      cell: ({ email }) => <span className="breaks">{email}</span>,
      isRowHeader: true,
      narrow: (row) => (row.outcome === 'refused' ? <Reasons row={row} /> : m.outcomes[row.outcome]),
    },
    {
      id: 'outcome',
      header: m.outcome,
      cell: ({ outcome }) => <StateBadge tone={TONES[outcome]}>{m.outcomes[outcome]}</StateBadge>,
      isWideOnly: true,
    },
    { id: 'reasons', header: m.reasons, cell: (row) => <Reasons row={row} />, isWideOnly: true },
    {
      id: 'actions',
      header: m.edit,
      isActions: true,
      cell: ({ line, outcome }) => outcome === 'refused' && <Button onPress={() => onCorrect(line)}>{m.edit}</Button>,
    },
  ];
  return (
    <section className="stack" aria-label={m.summary}>
      <Notice tone={refused > 0 ? 'error' : 'done'}>
        <p>{refused > 0 ? m.notReady : m.ready}</p>
        <p className="row">
          <span>{m.invited(count('invited'))}</span>
          <span>{m.contacts(count('contact'))}</span>
          {refused > 0 && <span>{m.refused(refused)}</span>}
        </p>
      </Notice>
      {refused > 0 && refused < rows.length && (
        <Check label={m.onlyRefused} isChecked={onlyRefused} onChange={setOnlyRefused} />
      )}
      <DataTable
        caption={m.caption}
        columns={columns}
        rows={chosen.slice(0, most)}
        rowId={({ line }) => String(line)}
        state={{ ...DONE, hasNextPage: chosen.length > most, fetchNextPage: () => setMost(most + SHOWN_AT_FIRST) }}
        empty={null}
      />
    </section>
  );
}

function Reasons({ row }: { row: Row }) {
  return (
    <ul className="reasons">
      {row.errors.map(({ field, message }) => (
        <li key={`${field} ${message}`}>{m.rowError(field, message)}</li>
      ))}
    </ul>
  );
}
