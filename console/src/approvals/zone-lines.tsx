import { approvals as m } from '../messages/approvals';
import { zoneName } from '../time';
import type { Asked } from './queue-query';

/** The zone of each branch in the list, named once. */
export function ZoneLines({ requests }: { requests: readonly Asked[] }) {
  const zones = new Map(requests.map(({ branchName, timeZone, start }) => [branchName, zoneName(timeZone, start)]));
  if (zones.size === 0) return null;
  return <p className="small quiet">{[...zones].map(([branch, zone]) => m.timesOf(branch, zone)).join(' ')}</p>;
}
