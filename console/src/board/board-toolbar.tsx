import { getRouteApi } from '@tanstack/react-router';
import { memo } from 'react';
import type { Branch } from '../api/session';
import { board as m } from '../messages/board';
import { addDays, today } from '../time';
import { Button } from '../ui/button';
import { Select } from '../ui/fields/select';
import { DateField } from '../ui/when';
import type { BoardSearch } from './board-search';

const route = getRouteApi('/board');

interface BoardToolbarProps {
  branch: Branch;
  branches: readonly Branch[];
}

/** Which branch, which day or week. Filters do not concern it: its date field is costly to draw again. */
export const BoardToolbar = memo(function BoardToolbar({ branch, branches }: BoardToolbarProps) {
  const date = route.useSearch({ select: (search) => search.date });
  const view = route.useSearch({ select: (search) => search.view });
  const navigate = route.useNavigate();
  const change = (part: Partial<BoardSearch>) => void navigate({ search: (before) => ({ ...before, ...part }) });
  const day = date ?? today(branch.timeZone);
  const step = view === 'week' ? 7 : 1;
  const isWeek = view === 'week';
  return (
    <div className="board-toolbar no-print">
      {branches.length > 1 && (
        <Select
          label={m.branch}
          options={branches}
          value={branch.id}
          onChange={(branchId) => change({ branchId, kind: undefined, locationId: undefined, groupId: undefined })}
        />
      )}
      <DateField label={m.date} value={day} onChange={(value) => change({ date: value || undefined })} />
      <div className="row board-steps">
        <Button
          icon="previous"
          aria-label={isWeek ? m.previousWeek : m.previousDay}
          onPress={() => change({ date: addDays(day, -step) })}
        />
        <Button onPress={() => change({ date: undefined })}>{m.today}</Button>
        <Button
          icon="next"
          aria-label={isWeek ? m.nextWeek : m.nextDay}
          onPress={() => change({ date: addDays(day, step) })}
        />
      </div>
      <div className="segments" role="group" aria-label={m.period}>
        {(['day', 'week'] as const).map((each) => (
          <button
            key={each}
            type="button"
            className="segment"
            aria-pressed={(each === 'week') === isWeek}
            onClick={() => change({ view: each === 'week' ? 'week' : undefined })}
          >
            {m[each]}
          </button>
        ))}
      </div>
    </div>
  );
});
