import type { ReactNode } from 'react';
import { rules as m } from '../../messages/rules';
import { Button } from '../../ui/button';
import { type Column, DataTable, type ListState } from '../../ui/data-table';
import { SettingsPanel } from '../settings-panel';

interface RuleListProps<Thing extends { id: string; name: string }> {
  title: string;
  words: { about: string; add: string; caption: string; none: string; noneText: string };
  rows: readonly Thing[];
  state: ListState;
  columns: readonly Column<Thing>[];
  narrow: (thing: Thing) => ReactNode;
  onOpen: (id: string) => void;
  /** The sheet that is open. */
  children: ReactNode;
}

/** The reasons, policies or flows there are, with the buttons that add and edit one. */
export function RuleList<Thing extends { id: string; name: string }>(props: RuleListProps<Thing>) {
  const { title, words, rows, state, columns, narrow, onOpen, children } = props;
  const add = (
    <Button kind="filled" icon="book" onPress={() => onOpen('new')}>
      {words.add}
    </Button>
  );
  const all: Column<Thing>[] = [
    { id: 'name', header: m.name, cell: ({ name }) => name, isRowHeader: true, narrow },
    ...columns,
    {
      id: 'actions',
      header: m.actions,
      isActions: true,
      cell: ({ id, name }) => (
        <Button kind="plain" aria-label={m.edit(name)} onPress={() => onOpen(id)}>
          {m.editAction}
        </Button>
      ),
    },
  ];
  return (
    <SettingsPanel title={title} about={words.about} actions={rows.length > 0 && add}>
      <DataTable
        caption={words.caption}
        columns={all}
        rows={rows}
        rowId={({ id }) => id}
        state={state}
        empty={
          <>
            <h3>{words.none}</h3>
            <p>{words.noneText}</p>
            {add}
          </>
        }
      />
      {children}
    </SettingsPanel>
  );
}
