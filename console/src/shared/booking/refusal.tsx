import { Link } from '@tanstack/react-router';
import { ApiProblem } from '../../api/api-problem';
import { bookingSheet } from '../../messages/booking-sheet';
import { dayAndTimeOf } from '../../time';
import { Button } from '../../ui/button';
import { Notice, ProblemNotice } from '../../ui/notice';
import { DRAFT_FIELDS } from './draft';
import { JoinWaitingList, type Waiting } from './join-waiting-list';

const m = bookingSheet.refusal;

export interface Alternative {
  id: string;
  name: string;
  registration: string;
  kind: string;
}

interface RefusalProps {
  error: Error | null;
  vehicleName: string;
  zone: string;
  /** Takes another vehicle instead; everything else stays as it was typed. */
  onChoose: (vehicle: Alternative) => void;
  /** Takes the same vehicle from when it is free. */
  onMove: (start: string) => void;
  waiting?: Waiting;
}

/** Why a booking was refused, and what can be had instead. */
export function Refusal({ error, vehicleName, zone, onChoose, onMove, waiting }: RefusalProps) {
  const conflict = error instanceof ApiProblem && CONFLICTS.includes(error.code) ? error : null;
  if (!conflict) return <ProblemNotice error={error} fields={DRAFT_FIELDS} />;
  const alternatives = (conflict.body.alternatives ?? []) as Alternative[];
  const freeFrom = conflict.body.freeFrom as string | null | undefined;
  return (
    <div className="stack-tight">
      <Notice tone="error" isAnswer>
        <p>{conflict.message}</p>
        <p>{m.kept}</p>
      </Notice>
      {freeFrom && (
        <div className="row">
          <p>{m.freeFrom(vehicleName, dayAndTimeOf(freeFrom, zone))}</p>
          <Button onPress={() => onMove(freeFrom)}>{m.takeIt}</Button>
        </div>
      )}
      {alternatives.length > 0 && (
        <>
          <p>{m.free}</p>
          <ul className="items" aria-label={m.free}>
            {alternatives.map((vehicle) => (
              <li key={vehicle.id} className="item">
                <div>
                  <p className="item-title">{vehicle.name}</p>
                  <p className="small quiet">{`${vehicle.registration} · ${vehicle.kind}`}</p>
                </div>
                <Button onPress={() => onChoose(vehicle)}>{m.choose(vehicle.name)}</Button>
              </li>
            ))}
          </ul>
        </>
      )}
      {alternatives.length === 0 && waiting && (
        <>
          <p>{m.none}</p>
          <div className="row">
            <JoinWaitingList {...waiting} />
            <Link to="/board" className="button">
              {m.board}
            </Link>
          </div>
        </>
      )}
    </div>
  );
}

const CONFLICTS = ['vehicle_not_free', 'vehicle_out_of_service'];
