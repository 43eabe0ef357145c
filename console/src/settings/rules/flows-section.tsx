import { useQuery } from '@tanstack/react-query';
import { api, dataOf } from '../../api/client';
import { rules } from '../../messages/rules';
import { settings } from '../../messages/settings';
import type { Column } from '../../ui/data-table';
import { type Flow, FlowFields } from './flow-fields';
import { flowsQuery } from './rules-query';
import { RuleList } from './rule-list';
import { type RuleKind, RuleSheet } from './rule-sheet';
import { useOpened } from '../use-opened';

const m = rules.flows;

/** When a flow asks for approval, as people say it. */
function inWords({ always, personalUse, interBranch, recurring, ...rest }: Flow['conditions']): string {
  const { longerThanMinutes, weekdays, outsideHours } = rest;
  if (always) return capital(m.words.always);
  const parts = [
    ...(personalUse ? [m.words.personalUse] : []),
    ...(interBranch ? [m.words.interBranch] : []),
    ...(recurring ? [m.words.recurring] : []),
    ...(longerThanMinutes === undefined ? [] : [m.words.longerThan(longerThanMinutes)]),
    ...(weekdays ? [m.words.weekdays(weekdays)] : []),
    ...(outsideHours ? [m.words.outside(outsideHours.from, outsideHours.to)] : []),
  ];
  return parts.length > 0 ? capital(parts.join('; ')) : m.never;
}

const capital = (text: string): string => text[0]!.toUpperCase() + text.slice(1);

const stepsInWords = ({ steps, requireSecondPerson }: Pick<Flow, 'steps' | 'requireSecondPerson'>): string => {
  const names = steps.length === 1 ? m.stepCount(1) : steps.map(({ name }) => name).join(' → ');
  return requireSecondPerson ? m.withSecondPerson(names) : names;
};

const KIND: RuleKind<Flow> = {
  add: m.add,
  deleteText: m.deleteText,
  fields: ['name', 'conditions', 'steps', 'noAnswer', 'requireSecondPerson'],
  refreshes: [flowsQuery.queryKey],
  empty: {
    name: '',
    conditions: { always: true },
    requireSecondPerson: false,
    steps: [{ name: m.firstStep, approverRoleId: null }],
    noAnswer: null,
  },
  read: async (id) => {
    const { items } = await dataOf(api.GET('/api/v1/approval-flows', { params: { query: { limit: 200 } } }));
    return items.find((flow) => flow.id === id)!;
  },
  make: (body) => dataOf(api.POST('/api/v1/approval-flows', { body })),
  amend: (id, body, headers) =>
    dataOf(api.PATCH('/api/v1/approval-flows/{id}', { params: { path: { id } }, body, headers })),
  remove: (id) => api.DELETE('/api/v1/approval-flows/{id}', { params: { path: { id } } }),
  tell: {
    name: (name) => [rules.name, name],
    conditions: (conditions) => [m.when, inWords(conditions)],
    steps: (steps) => [m.stepsTitle, steps.map(({ name }) => name).join(' → ')],
  },
};

export function FlowsSection() {
  const { opened, open, close } = useOpened();
  const list = useQuery(flowsQuery);
  const rows = list.data ?? [];
  const chosen = rows.find(({ id }) => id === opened);
  return (
    <RuleList
      title={settings.names.flows}
      words={m}
      rows={rows}
      state={list}
      columns={COLUMNS}
      narrow={({ conditions }) => inWords(conditions)}
      onOpen={open}
    >
      {(opened === 'new' || chosen) && (
        <RuleSheet key={opened} kind={KIND} rule={chosen} onClose={close}>
          {(props) => <FlowFields {...props} />}
        </RuleSheet>
      )}
    </RuleList>
  );
}

const COLUMNS: Column<Flow>[] = [
  { id: 'when', header: m.when, cell: ({ conditions }) => inWords(conditions), isWideOnly: true },
  { id: 'steps', header: m.steps, cell: stepsInWords, isWideOnly: true },
];
