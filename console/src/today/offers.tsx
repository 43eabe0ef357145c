import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { api, dataOf } from '../api/client';
import type { Schema } from '../api/types';
import { common } from '../messages/en';
import { today } from '../messages/today';
import { LeaveWaitingList } from '../shared/booking/leave-waiting-list';
import { OwnTime } from '../shared/booking/own-time';
import { dayAndTimeOf, rangeOf, zoneName } from '../time';
import { Button } from '../ui/button';
import { lazyPart } from '../ui/lazy-part';
import { Notice } from '../ui/notice';
import { Item } from '../ui/section';
import { tasksQuery } from './tasks-query';

const AcceptOffer = lazyPart(() => import('./accept-offer'), 'AcceptOffer');

const route = getRouteApi('/');
const m = today.offers;

/** Vehicles that have become free for a place on the waiting list. The list is read only when there is an offer. */
export function Offers() {
  const { data: tasks } = useQuery(tasksQuery);
  const { offer: opened } = route.useSearch();
  const navigate = route.useNavigate();
  const { data: offers = [], isLoading } = useQuery({
    queryKey: ['waiting-list', 'offers', tasks?.offers],
    queryFn: async () => {
      const query = { state: ['offered' as const], limit: 200 };
      return (await dataOf(api.GET('/api/v1/waiting-list', { params: { query } }))).items;
    },
    enabled: (tasks?.offers ?? 0) > 0,
  });
  const open = (id: string | undefined) =>
    void navigate({ search: (before) => ({ ...before, offer: id }), replace: id === undefined });
  const isOver = opened !== undefined && tasks !== undefined && !isLoading && !offers.some(({ id }) => id === opened);
  if (offers.length === 0) return isOver ? <Notice tone="info">{m.over}</Notice> : null;
  return (
    <section className="card" aria-labelledby="offers">
      <h2 id="offers">{m.title}</h2>
      <p className="quiet">{m.text}</p>
      {isOver && <Notice tone="info">{m.over}</Notice>}
      <ul className="items">
        {offers.map((offer) => (
          <Offer key={offer.id} offer={offer} isOpen={offer.id === opened} onOpen={open} />
        ))}
      </ul>
    </section>
  );
}

interface OfferProps {
  offer: Schema<'NamedWaitingEntry'>;
  isOpen: boolean;
  onOpen: (id: string | undefined) => void;
}

function Offer({ offer, isOpen, onOpen }: OfferProps) {
  const { id, offeredVehicleName, offerEndsAt, start, end, timeZone } = offer;
  const range = rangeOf(start, end, timeZone);
  return (
    <>
      <Item
        title={offeredVehicleName}
        facts={
          <>
            {offerEndsAt ? `${range} · ${m.until(dayAndTimeOf(offerEndsAt, timeZone))}` : range}
            <OwnTime start={start} end={end} zone={timeZone} />
            <span className="own-time">{common.timesIn(zoneName(timeZone, start))}</span>
          </>
        }
        actions={
          <>
            <LeaveWaitingList id={id} what={m.named(offeredVehicleName ?? '', range)} />
            <Button kind="filled" onPress={() => onOpen(id)}>
              {m.accept}
            </Button>
          </>
        }
      />
      {isOpen && <AcceptOffer offer={offer} onClose={() => onOpen(undefined)} />}
    </>
  );
}
