/** What was measured: a number, what it must be, and whether it is. */
export interface Line {
  name: string;
  bookings: number;
  measured: Record<string, string>;
  target?: string;
  met?: boolean | undefined;
}

const cells = (line: Line) => [
  line.name.padEnd(34),
  line.bookings.toLocaleString('en').padStart(10),
  Object.entries(line.measured)
    .map(([name, value]) => `${name} ${value}`)
    .join('  ')
    .padEnd(64),
  (line.target ?? '').padEnd(34),
  line.met === undefined ? '' : line.met ? 'pass' : 'MISS',
];

export const printLine = (line: Line): void => console.log(cells(line).join('  ').trimEnd());

export function percentile(times: readonly number[], share: number): number {
  const sorted = times.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)]!;
}
