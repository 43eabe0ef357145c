import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api, dataOf } from '../api/client';
import type { Schema } from '../api/types';
import { common } from '../messages/en';
import { waitingList as m } from '../messages/bookings-shared';
import { LeaveWaitingList } from '../shared/booking/leave-waiting-list';
import { OwnTime } from '../shared/booking/own-time';
import { rangeOf, zoneName } from '../time';
import { Item } from '../ui/section';

/** What this person waits for, and the way off the list; nothing where they wait for nothing. */
export function WaitingList() {
  const { data: entries = [] } = useQuery({
    queryKey: ['waiting-list', 'mine'],
    queryFn: async () => {
      const query = { state: ['waiting' as const, 'offered' as const], limit: 200 };
      return (await dataOf(api.GET('/api/v1/waiting-list', { params: { query } }))).items;
    },
  });
  if (entries.length === 0) return null;
  return (
    <section className="card stack-tight" aria-labelledby="waiting-list">
      <h2 id="waiting-list">{m.title}</h2>
      <p className="quiet">{m.text}</p>
      <ul className="items">
        {entries.map((entry) => (
          <Entry key={entry.id} entry={entry} />
        ))}
      </ul>
    </section>
  );
}

function Entry({ entry }: { entry: Schema<'NamedWaitingEntry'> }) {
  const { id, state, vehicleName, branchName, start, end, timeZone, seats } = entry;
  const what = vehicleName ?? m.anyVehicle(branchName, seats);
  const range = rangeOf(start, end, timeZone);
  return (
    <Item
      title={what}
      facts={
        <>
          {range}
          <OwnTime start={start} end={end} zone={timeZone} />
          <span className="own-time">{common.timesIn(zoneName(timeZone, start))}</span>
        </>
      }
      actions={
        <>
          {state === 'offered' && (
            <Link to="/" search={{ offer: id }} className="button">
              {m.seeOffer}
            </Link>
          )}
          <LeaveWaitingList id={id} what={m.entry(what, range)} />
        </>
      }
    />
  );
}
