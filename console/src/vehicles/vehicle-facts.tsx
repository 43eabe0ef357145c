import { useBranches } from '../api/session';
import { vehicles as m } from '../messages/vehicles';
import type { Vehicle } from './vehicles-query';

/** What a vehicle is, for who may look at it only. */
export function VehicleFacts({ vehicle }: { vehicle: Vehicle }) {
  const branches = useBranches();
  const branch = branches.find(({ id }) => id === vehicle.branchId)?.name ?? m.unknownBranch;
  const { registration, kind, make, model, seats, transmission, fuel, odometer, notes } = vehicle;
  const facts: [string, string | number | null][] = [
    [m.registration, registration],
    [m.branch, branch],
    [m.kind, kind],
    [m.fields.make, make],
    [m.fields.model, model],
    [m.seats, seats],
    [m.fields.transmission, transmission && m.transmissions[transmission]],
    [m.fields.fuel, fuel && m.fuels[fuel]],
    [m.fields.odometer, odometer],
    [m.fields.notes, notes],
  ];
  return (
    <dl className="facts">
      {facts
        .filter(([, value]) => value !== null)
        .map(([label, value]) => (
          <div className="fact" key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
