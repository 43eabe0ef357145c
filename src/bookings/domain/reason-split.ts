export const categories = ['business', 'personal', 'maintenance'] as const;

interface Used {
  category: (typeof categories)[number];
  bookings: number;
  hours: number;
}

export interface CategoryShare<Row> {
  category: (typeof categories)[number];
  bookings: number;
  hours: number;
  /** The share of all hours. */
  percent: number;
  reasons: (Row & { percent: number })[];
}

const rounded = (value: number, digits: number): number => Math.round(value * 10 ** digits) / 10 ** digits;

/** BK-17: splits the use of vehicles by category of reason. Every category is listed, even if unused. */
export function splitByCategory<Row extends Used>(rows: readonly Row[]): CategoryShare<Row>[] {
  const all = rows.reduce((sum, { hours }) => sum + hours, 0);
  const share = (hours: number) => (all > 0 ? rounded((100 * hours) / all, 1) : 0);
  return categories.map((category) => {
    const own = rows.filter((row) => row.category === category);
    const hours = own.reduce((sum, row) => sum + row.hours, 0);
    return {
      category,
      bookings: own.reduce((sum, { bookings }) => sum + bookings, 0),
      hours: rounded(hours, 2),
      percent: share(hours),
      reasons: own.map((row) => ({ ...row, hours: rounded(row.hours, 2), percent: share(row.hours) })),
    };
  });
}
