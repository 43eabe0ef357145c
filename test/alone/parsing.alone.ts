import { DateTime } from 'luxon';
import { occurrencesOf } from '../../src/bookings/domain/series/occurrences.js';
import { SeriesRule } from '../../src/bookings/domain/series/series-rule.js';
import { parseCsv } from '../../src/platform/csv/parse-csv.js';
import { InvalidInput } from '../../src/platform/domain/domain-error.js';
import { Period } from '../../src/platform/domain/period.js';

const took = (work: () => void): number => {
  const since = performance.now();
  work();
  return performance.now() - since;
};

describe('reading what a stranger sends, in milliseconds', () => {
  it('refuses a long file that is all quotes at once', () => {
    const ms = took(() => {
      expect(() => parseCsv('"'.repeat(256 * 1024 - 1))).toThrow(InvalidInput);
      expect(() => parseCsv(`${'a,'.repeat(100_000)}"`)).toThrow(InvalidInput);
    });
    expect(ms).toBeLessThan(1_000);
  });

  it('BK-9: refuses a rule that never comes round at once', () => {
    const at = (hour: number) => DateTime.fromISO(`2026-03-02T${hour}:00`, { zone: 'Europe/Berlin' }).toJSDate();
    const first = Period.of(at(10), at(11));
    const occurrences = (rule: string) => () => occurrencesOf(first, SeriesRule.parse(rule), 'Europe/Berlin');
    const ms = took(() => {
      expect(occurrences('FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=5')).toThrow(InvalidInput);
      expect(occurrences('FREQ=YEARLY;INTERVAL=1000;COUNT=5')).toThrow(InvalidInput);
    });
    expect(ms).toBeLessThan(2_000);
  });
});
