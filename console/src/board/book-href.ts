import { instantAt } from '../time';

/** The address at which a free gap is booked. */
export const bookHref = (vehicleId: string, branchId: string, { start, end }: { start: number; end: number }): string =>
  `/app/book?${new URLSearchParams({ vehicleId, branchId, from: instantAt(start), to: instantAt(end) })}`;
