import { useQuery } from '@tanstack/react-query';
import { errorAt } from '../../api/api-problem';
import { reasonsQuery } from '../../api/choices';
import { api, dataOf, ifMatch } from '../../api/client';
import type { Schema } from '../../api/types';
import { useAction } from '../../api/use-action';
import { rules } from '../../messages/rules';
import { settings } from '../../messages/settings';
import { Button } from '../../ui/button';
import type { Column } from '../../ui/data-table';
import { Notice } from '../../ui/notice';
import { Select } from '../../ui/fields/select';
import { StateBadge } from '../../ui/state-badge';
import { TextField } from '../../ui/fields/text-field';
import { toast } from '../../ui/layers/toast';
import { RuleList } from './rule-list';
import { type RuleKind, RuleSheet } from './rule-sheet';
import { useOpened } from '../use-opened';

const m = rules.reasons;

type Reason = Schema<'BookingReason'>;

const CATEGORIES = Object.entries(m.categories).map(([id, name]) => ({ id, name }));
const REFRESHES = [reasonsQuery.queryKey];

const listReasons = async () => (await dataOf(api.GET('/api/v1/booking-reasons'))).items;

const KIND: RuleKind<Reason> = {
  add: m.add,
  deleteText: m.deleteText,
  fields: ['name', 'category'],
  refreshes: REFRESHES,
  empty: { name: '', category: 'business', key: null, state: 'active' },
  read: async (id) => (await listReasons()).find((reason) => reason.id === id)!,
  make: ({ name, category }) => dataOf(api.POST('/api/v1/booking-reasons', { body: { name, category } })),
  amend: (id, { name, category }, headers) =>
    dataOf(api.PATCH('/api/v1/booking-reasons/{id}', { params: { path: { id } }, body: { name, category }, headers })),
  remove: (id) => api.DELETE('/api/v1/booking-reasons/{id}', { params: { path: { id } } }),
  tell: {
    name: (name) => [rules.name, name],
    category: (category) => [m.category, m.categories[category]],
    state: (state) => [m.state, m.states[state]],
  },
};

export function ReasonsSection() {
  const { opened, open, close } = useOpened();
  const list = useQuery(reasonsQuery);
  const rows = list.data ?? [];
  const chosen = rows.find(({ id }) => id === opened);
  return (
    <RuleList
      title={settings.names.reasons}
      words={m}
      rows={rows}
      state={list}
      columns={COLUMNS}
      narrow={({ category }) => m.categories[category]}
      onOpen={open}
    >
      {(opened === 'new' || chosen) && (
        <RuleSheet
          key={opened}
          kind={KIND}
          rule={chosen}
          canDelete={chosen?.key === null}
          actions={chosen && <DisableOrEnable reason={chosen} onDone={close} />}
          onClose={close}
        >
          {({ value, onChange, error }) => (
            <>
              {value.key !== null && <Notice>{m.builtInHelp}</Notice>}
              <TextField
                label={rules.name}
                value={value.name}
                onChange={(name) => onChange({ name })}
                error={errorAt(error, 'name')}
                maxLength={100}
              />
              <Select
                label={m.category}
                options={CATEGORIES}
                value={value.category}
                onChange={(id) => onChange({ category: id as Reason['category'] })}
                error={errorAt(error, 'category')}
              />
            </>
          )}
        </RuleSheet>
      )}
    </RuleList>
  );
}

const COLUMNS: Column<Reason>[] = [
  { id: 'category', header: m.category, cell: ({ category }) => m.categories[category], isWideOnly: true },
  { id: 'builtIn', header: m.builtIn, cell: ({ key }) => (key === null ? '' : m.builtIn), isWideOnly: true },
  {
    id: 'state',
    header: m.state,
    cell: ({ state }) => <StateBadge tone={state === 'active' ? 'done' : 'stopped'}>{m.states[state]}</StateBadge>,
  },
];

function DisableOrEnable({ reason, onDone }: { reason: Reason; onDone: () => void }) {
  const isActive = reason.state === 'active';
  const change = useAction(
    () =>
      api.PATCH('/api/v1/booking-reasons/{id}', {
        params: { path: { id: reason.id } },
        body: { state: isActive ? 'disabled' : 'active' },
        headers: ifMatch(reason),
      }),
    {
      refreshes: REFRESHES,
      onDone: () => {
        toast(isActive ? m.disabled(reason.name) : m.enabled(reason.name));
        onDone();
      },
    },
  );
  return (
    <Button kind={isActive ? 'danger' : 'quiet'} isPending={change.isPending} onPress={() => change.run()}>
      {isActive ? m.disable : m.enable}
    </Button>
  );
}
