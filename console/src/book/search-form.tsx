import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { errorAt } from '../api/api-problem';
import { accessoriesQuery, kindsQuery } from '../api/choices';
import type { Branch } from '../api/session';
import { book as m } from '../messages/book';
import { common } from '../messages/en';
import { addMinutes, hoursInDay, instantOf, nextFullHour, partsOf, showDate, today, zoneName } from '../time';
import { Button } from '../ui/button';
import { Choices } from '../ui/fields/choices';
import { Form } from '../ui/fields/form';
import { Select } from '../ui/fields/select';
import { TextField } from '../ui/fields/text-field';
import { When } from '../ui/when';
import type { BookSearch } from './book-search';

const USUAL_MINUTES = 120;

interface SearchFormProps {
  search: BookSearch;
  branches: readonly Branch[];
  branch: Branch;
  error: Error | null;
  isPending: boolean;
  /** Reads less, because a booking sheet is open over it. */
  isBehind: boolean;
  onFind: (search: BookSearch) => void;
}

/** When first, then where and what. Nothing is looked up before the button is pressed. */
export function SearchForm({ search, branches, branch: initial, error, isPending, isBehind, onFind }: SearchFormProps) {
  const { data: kinds = [] } = useQuery({ ...kindsQuery, enabled: !isBehind });
  const { data: accessories = [] } = useQuery({ ...accessoriesQuery, enabled: !isBehind });
  const [branchId, setBranch] = useState(initial.id);
  const branch = branches.find(({ id }) => id === branchId) ?? initial;
  const zone = branch.timeZone;
  const [times, setTimes] = useState(() => timesOf(search, zone));
  const [fields, setFields] = useState(search);
  const { start, end } = times;
  const change = (part: Partial<BookSearch>) => setFields((before) => ({ ...before, ...part }));
  const current = JSON.stringify({ ...search, vehicleId: undefined });
  const sent = useRef(current);
  // Going back brings back what was looked for then.
  useEffect(() => {
    if (current === sent.current) return;
    sent.current = current;
    setBranch(initial.id);
    setTimes(timesOf(search, initial.timeZone));
    setFields(search);
  }, [current, search, initial]);
  const find = () => {
    if (!start.date || !start.time || !end.date || !end.time) return;
    const [from, to] = [instantOf(start.date, start.time, zone), instantOf(end.date, end.time, zone)];
    const wanted = { ...fields, from, to, branchId, vehicleId: undefined };
    sent.current = JSON.stringify(wanted);
    onFind(wanted);
  };
  const chosen = fields.accessoryIds?.split(',') ?? [];
  const offered = accessories.filter(({ branchIds }) => branchIds.includes(branchId));
  const hours = start.date ? hoursInDay(start.date, zone) : 24;
  return (
    <Form className="card book-form" onSubmit={find}>
      <div className="book-times">
        <When
          label={m.pickUp}
          {...start}
          min={today(zone)}
          onChange={(moment) => setTimes(keepOrder(moment, times))}
          error={errorAt(error, 'from')}
        />
        <When
          label={m.return}
          {...end}
          min={start.date}
          onChange={(moment) => setTimes({ start, end: moment })}
          error={errorAt(error, 'to')}
        />
      </div>
      <div className="book-fields">
        <Select label={m.branch} options={branches} value={branchId} onChange={setBranch} />
        <TextField
          label={m.seats}
          help={m.seatsHelp}
          isOptional
          inputMode="numeric"
          maxLength={3}
          value={fields.seats ?? ''}
          onChange={(typed) => change({ seats: typed.replace(/\D/g, '') || undefined })}
          error={errorAt(error, 'seats')}
        />
        <Select
          label={m.kind}
          none={m.anyKind}
          options={[...new Set([...kinds, ...(fields.kind ? [fields.kind] : [])])].map((id) => ({ id, name: id }))}
          value={fields.kind ?? ''}
          onChange={(kind) => change({ kind: kind || undefined })}
        />
        <TextField
          label={m.destination}
          help={m.destinationHelp}
          isOptional
          value={fields.destination ?? ''}
          onChange={(destination) => change({ destination: destination || undefined })}
          error={errorAt(error, 'destination')}
        />
      </div>
      {offered.length > 0 && (
        <Choices
          label={m.accessories}
          isOptional
          options={offered}
          value={chosen}
          onChange={(ids) => change({ accessoryIds: ids.join(',') || undefined })}
        />
      )}
      <div className="row book-foot">
        <Button type="submit" kind="filled" icon="search" isPending={isPending}>
          {m.find}
        </Button>
        <p className="small quiet">
          {common.timesIn(zoneName(zone, start.date && instantOf(start.date, '12:00', zone)))}
        </p>
        {hours !== 24 && <p className="small">{m.day(showDate(start.date), hours)}</p>}
      </div>
    </Form>
  );
}

interface Times {
  start: { date: string; time: string };
  end: { date: string; time: string };
}

function timesOf({ from, to }: BookSearch, zone: string): Times {
  const start = from ?? nextFullHour(zone);
  return { start: partsOf(start, zone), end: partsOf(to ?? addMinutes(start, USUAL_MINUTES), zone) };
}

/** A return that would be before the pick-up's day moves along with it. */
const keepOrder = (start: Times['start'], { end }: Times): Times => ({
  start,
  end: start.date > end.date ? { ...end, date: start.date } : end,
});
