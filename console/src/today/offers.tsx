import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, dataOf } from '../api/client';
import type { Schema } from '../api/types';
import { common } from '../messages/en';
import { today } from '../messages/today';
import { OwnTime } from '../shared/booking/own-time';
import { dayAndTimeOf, rangeOf, zoneName } from '../time';
import { Button } from '../ui/button';
import { lazyPart } from '../ui/lazy-part';
import { Item } from '../ui/section';
import { tasksQuery } from './tasks-query';

const AcceptOffer = lazyPart(() => import('./accept-offer'), 'AcceptOffer');

const m = today.offers;

/** Vehicles that have become free for a place on the waiting list. The list is read only when there is an offer. */
export function Offers() {
  const { data: tasks } = useQuery(tasksQuery);
  const { data: offers = [] } = useQuery({
    queryKey: ['waiting-list', 'offers', tasks?.offers],
    queryFn: async () => {
      const query = { state: ['offered' as const], limit: 200 };
      return (await dataOf(api.GET('/api/v1/waiting-list', { params: { query } }))).items;
    },
    enabled: (tasks?.offers ?? 0) > 0,
  });
  if (offers.length === 0) return null;
  return (
    <section className="card" aria-labelledby="offers">
      <h2 id="offers">{m.title}</h2>
      <p className="quiet">{m.text}</p>
      <ul className="items">
        {offers.map((offer) => (
          <Offer key={offer.id} offer={offer} />
        ))}
      </ul>
    </section>
  );
}

function Offer({ offer }: { offer: Schema<'NamedWaitingEntry'> }) {
  const { offeredVehicleName, offerEndsAt, start, end, timeZone } = offer;
  const [isOpen, setOpen] = useState(false);
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
        actions={<Button onPress={() => setOpen(true)}>{m.accept}</Button>}
      />
      {isOpen && <AcceptOffer offer={offer} onClose={() => setOpen(false)} />}
    </>
  );
}
