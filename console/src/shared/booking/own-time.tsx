import { bookingSheet as m } from '../../messages/booking-sheet';
import { clocksDiffer, rangeOf, viewerZone } from '../../time';

interface OwnTimeProps {
  start: string;
  end: string;
  /** Of the branch. */
  zone: string;
}

/** The same span in the viewer's own time, where it differs from the branch's time. */
export function OwnTime({ start, end, zone }: OwnTimeProps) {
  if (!start || !end || (!clocksDiffer(start, zone) && !clocksDiffer(end, zone))) return null;
  return <span className="small quiet times own-time">{m.yours(rangeOf(start, end, viewerZone()))}</span>;
}
