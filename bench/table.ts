/** What was measured: of the service, of its baseline, how the two compare, what that must be, and whether it is. */
export interface Line {
  name: string;
  bookings?: number;
  service: string;
  baseline?: string | undefined;
  ratio?: string | undefined;
  /** What else there is to know. */
  beside?: Record<string, string>;
  target?: string | undefined;
  met?: boolean | undefined;
}

const lines: Line[] = [];

const cells = ({ name, bookings, service, baseline = '', ratio = '', target = '', met }: Line) => [
  name.padEnd(46),
  (bookings?.toLocaleString('en') ?? '').padStart(10),
  service.padStart(12),
  baseline.padStart(12),
  ratio.padStart(8),
  target.padEnd(30),
  met === undefined ? '    ' : met ? 'pass' : 'MISS',
];

const HEAD = ['what', 'bookings', 'service', 'baseline', 'ratio', 'target', ''] as const;
const textOf = (line: Line) => cells(line).join('  ').trimEnd();

/** Shows what was measured at once, and keeps it for the report. */
export function printLine(line: Line): void {
  lines.push(line);
  const beside = Object.entries(line.beside ?? {}).map(([name, value]) => `${name} ${value}`);
  console.log([textOf(line), ...beside].join('  '));
}

/** All that was measured, once more, as one table. @returns whether every target was met */
export function report(): boolean {
  const [name, bookings, service, baseline, ratio, target] = HEAD;
  const widths = [
    name.padEnd(46),
    bookings.padStart(10),
    service.padStart(12),
    baseline.padStart(12),
    ratio.padStart(8),
  ];
  console.log(`\n${[...widths, target].join('  ')}`);
  for (const line of lines) console.log(textOf(line));
  const missed = lines.filter(({ met }) => met === false);
  const judged = lines.filter(({ met }) => met !== undefined);
  console.log(`\n${judged.length - missed.length} of ${judged.length} targets met.`);
  return missed.length === 0;
}

export const ms = (value: number): string => `${value.toFixed(value < 10 ? 1 : 0)} ms`;
export const perSecond = (value: number): string => `${value.toFixed(0)}/s`;
export const times = (value: number): string => `× ${value.toFixed(2)}`;

export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)]!;
}

/** Measures until two windows in a row agree within a tenth, at most so often: what is measured then is warm. */
export async function untilSteady(window: () => Promise<number>, most = 6): Promise<void> {
  let before = await window();
  for (let round = 1; round < most; round += 1) {
    const now = await window();
    if (Math.abs(now - before) <= before / 10) return;
    before = now;
  }
}
