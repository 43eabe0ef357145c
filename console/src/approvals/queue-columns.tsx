import { approvals as m } from '../messages/approvals';
import { rangeOf, relative } from '../time';
import type { Column } from '../ui/data-table';
import { StateBadge } from '../ui/state-badge';
import type { Asked } from './queue-query';
import { TONES, whyOf } from './words';

interface Options {
  chosen: readonly string[];
  onToggle: (id: string) => void;
  onOpen: (id: string) => void;
  state: Asked['state'];
}

/** When, which vehicle, who, where, why and until when: what it takes to decide without opening anything. */
export function queueColumns({ chosen, onToggle, onOpen, state }: Options): Column<Asked>[] {
  const isWaiting = state === 'pending';
  const select: Column<Asked> = {
    id: 'select',
    header: m.select,
    isActions: true,
    cell: ({ id, bookerName, vehicleName, decidable }) => (
      <input
        type="checkbox"
        className="approval-check"
        aria-label={m.selectOne(bookerName, vehicleName)}
        checked={chosen.includes(id)}
        disabled={!decidable}
        onChange={() => onToggle(id)}
      />
    ),
  };
  const end: Column<Asked> = isWaiting
    ? {
        id: 'left',
        header: m.left,
        isWideOnly: true,
        cell: ({ lapsesAt }) => <span className="approval-whole">{m.lapses(relative(lapsesAt))}</span>,
      }
    : {
        id: 'state',
        header: m.stateNames[state],
        isWideOnly: true,
        cell: (request) => (
          <>
            <StateBadge tone={TONES[request.state]}>{m.stateNames[request.state]}</StateBadge>
            {request.decidedByName && <p className="small quiet">{m.decided(request.decidedByName)}</p>}
          </>
        ),
      };
  return [
    ...(isWaiting ? [select] : []),
    {
      id: 'when',
      header: m.when,
      isRowHeader: true,
      cell: (request) => (
        <>
          <button type="button" className="approval-open times" onClick={() => onOpen(request.id)}>
            {rangeOf(request.start, request.end, request.timeZone)}
          </button>
          {request.occurrenceCount > 1 && (
            <p className="small quiet">{m.ofSeries(request.waitingCount, request.occurrenceCount)}</p>
          )}
        </>
      ),
      narrow: (request) => (
        <>
          {m.open(request.bookerName, request.vehicleName)}
          <br />
          {whyOf(request.reasons)}
          <br />
          {isWaiting ? m.lapses(relative(request.lapsesAt)) : request.decidedByName && m.decided(request.decidedByName)}
        </>
      ),
    },
    {
      id: 'vehicle',
      header: m.vehicle,
      isWideOnly: true,
      cell: ({ vehicleName, vehicleRegistration }) => (
        <>
          {vehicleName}
          <p className="small quiet approval-whole">{vehicleRegistration}</p>
        </>
      ),
    },
    {
      id: 'who',
      header: m.who,
      isWideOnly: true,
      cell: ({ bookerName, originatorName }) => (
        <>
          {bookerName}
          {originatorName !== bookerName && <p className="small quiet">{m.enteredBy(originatorName)}</p>}
        </>
      ),
    },
    {
      id: 'where',
      header: m.where,
      isWideOnly: true,
      cell: ({ destination, branchName }) => (
        <>
          {destination ? (
            <span className="free-text">{destination}</span>
          ) : (
            <span className="quiet">{m.noDestination}</span>
          )}
          <p className="small quiet approval-whole">{branchName}</p>
        </>
      ),
    },
    { id: 'why', header: m.why, isWideOnly: true, cell: ({ reasons }) => whyOf(reasons) },
    end,
  ];
}
