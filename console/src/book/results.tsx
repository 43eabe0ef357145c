import { type Branch, may, useSession } from '../api/session';
import type { Schema } from '../api/types';
import { book as m } from '../messages/book';
import { rangeOf } from '../time';
import { Button } from '../ui/button';
import { StateBadge } from '../ui/state-badge';
import { OwnTime } from '../shared/booking/own-time';
import type { BookSearch } from './book-search';
import { NothingFree, nothingOf } from './nothing-free';
import { SharedTrips } from './shared-trips';

interface ResultsProps {
  found: Schema<'Availability'>;
  search: BookSearch & { from: string; to: string };
  branch: Branch;
  onBook: (vehicleId: string) => void;
}

export function Results({ found: { trips, vehicles }, search, branch, onBook }: ResultsProps) {
  const { from, to } = search;
  return (
    <>
      {trips.length > 0 && <SharedTrips trips={trips} zone={branch.timeZone} />}
      <section className="stack" aria-labelledby="free">
        <div>
          <h2 id="free">{vehicles.length > 0 ? m.found(vehicles.length) : nothingOf(search)}</h2>
          <p className="times">{rangeOf(from, to, branch.timeZone)}</p>
          <OwnTime start={from} end={to} zone={branch.timeZone} />
        </div>
        {vehicles.length > 0 ? (
          <ul className="items book-results">
            {vehicles.map((vehicle) => (
              <FreeVehicle key={vehicle.id} vehicle={vehicle} onBook={() => onBook(vehicle.id)} />
            ))}
          </ul>
        ) : (
          <NothingFree search={search} branch={branch} />
        )}
      </section>
    </>
  );
}

function FreeVehicle({ vehicle, onBook }: { vehicle: Schema<'AvailableVehicle'>; onBook: () => void }) {
  const session = useSession();
  const { name, registration, kind, make, model, seats, transmission, fuel, needsApproval, policyViolations } = vehicle;
  const isAllowed = policyViolations.length === 0;
  const isBookable = isAllowed || may(session, 'booking_policies.override');
  return (
    <li className="item">
      <div>
        <h3 className="item-title">{name}</h3>
        <p className="small quiet">
          {m.facts([
            registration,
            kind,
            m.facts([make, model]).replace(' · ', ' '),
            m.vehicleSeats(seats),
            transmission,
            fuel,
          ])}
        </p>
        {policyViolations.map(({ code, message }) => (
          <p key={code} className="small">
            {message}
          </p>
        ))}
      </div>
      <div className="row">
        {!isAllowed && <StateBadge tone="stopped">{m.notAllowed}</StateBadge>}
        {isAllowed && needsApproval && <StateBadge tone="waiting">{m.needsApproval}</StateBadge>}
        {isAllowed && !needsApproval && <StateBadge tone="confirmed">{m.free}</StateBadge>}
        {isBookable && (
          <Button onPress={onBook} aria-label={m.bookNamed(name)}>
            {m.book}
          </Button>
        )}
      </div>
    </li>
  );
}
