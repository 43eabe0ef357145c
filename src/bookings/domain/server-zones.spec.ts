import { execFileSync } from 'node:child_process';
import { Period } from '../../platform/domain/period.js';
import { occurrencesOf } from './series/occurrences.js';
import { type PolicyLimits, violationsOf } from './policy-limits.js';
import { SeriesRule } from './series/series-rule.js';

const MINUTE = 60_000;
const SERVERS = ['UTC', 'Pacific/Auckland', 'America/Los_Angeles'];
const BRANCHES = [
  ...['UTC', 'Europe/Berlin', 'America/New_York', 'America/Los_Angeles', 'Pacific/Auckland', 'Australia/Lord_Howe'],
  ...['America/Santiago', 'Asia/Beirut', 'Africa/Cairo', 'Asia/Kathmandu', 'Pacific/Chatham', 'Asia/Kolkata'],
];

/**
 * What a script answers in a process of the built program whose own zone is another. Jest's `process.env` is a copy, so that
 * a TZ that a test sets here would change nothing.
 */
function answersIn<Answer>(server: string, script: string): Answer[] {
  const text = `
    import { Period } from './dist/src/platform/domain/period.js';
    import { violationsOf } from './dist/src/bookings/domain/policy-limits.js';
    import { occurrencesOf } from './dist/src/bookings/domain/series/occurrences.js';
    import { SeriesRule } from './dist/src/bookings/domain/series/series-rule.js';
    const answers = ${script};
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    console.log(JSON.stringify({ zone, midday: new Date(2045, 6, 1, 12).toISOString(), answers }));`;
  const told = execFileSync(process.execPath, ['--input-type=module', '-e', text], { env: { TZ: server } });
  const { zone, midday, answers } = JSON.parse(told.toString()) as { zone: string; midday: string; answers: Answer[] };
  // The clocks of that process are those of the zone, or the test would show nothing.
  expect(zone).toBe(server);
  middays.add(midday);
  return answers;
}
const middays = new Set<string>();

describe('the server’s own zone has no part in what is decided, dates beyond 2038 included', () => {
  afterEach(() => {
    expect(middays.size).toBe(SERVERS.length);
    middays.clear();
  });

  it('BK-5: a policy allows and refuses the same', () => {
    const questions = Array.from({ length: 400 }, (_, index) => ({
      zone: BRANCHES[index % BRANCHES.length]!,
      start: Date.UTC(2026 + (index % 60), index % 12, 1 + (index % 28), index % 24, (index % 4) * 15),
      minutes: 15 + ((index * 37) % 3_000),
    }));
    const limits: PolicyLimits = {
      hours: { from: '07:30', to: '19:15' },
      weekdays: [1, 2, 3, 6],
      maxMinutes: 1_500,
      maxDaysAhead: 7_000,
    };
    const facts = { now: new Date(0), bufferBroken: false, othersOpen: 0 };
    const here = questions.map(({ zone, start, minutes }) => {
      const period = Period.of(new Date(start), new Date(start + minutes * MINUTE));
      return violationsOf(limits, { ...facts, period, timeZone: zone }).map(({ code }) => code);
    });
    expect(new Set(here.map(String)).size).toBeGreaterThan(4);
    for (const server of SERVERS) {
      const there = answersIn(
        server,
        `${JSON.stringify(questions)}.map(({ zone, start, minutes }) => violationsOf(${JSON.stringify(limits)}, {
           period: Period.of(new Date(start), new Date(start + minutes * ${MINUTE})), timeZone: zone,
           now: new Date(0), bufferBroken: false, othersOpen: 0 }).map(({ code }) => code))`,
      );
      expect(there).toEqual(here);
    }
  });

  it('BK-9: a series comes round at the same instants', () => {
    const rules = ['FREQ=DAILY;COUNT=200', 'FREQ=WEEKLY;BYDAY=MO,SU;COUNT=60', 'FREQ=MONTHLY;BYDAY=-1SU;COUNT=40'];
    const questions = Array.from({ length: 60 }, (_, index) => ({
      zone: BRANCHES[index % BRANCHES.length]!,
      rule: rules[index % rules.length]!,
      start: Date.UTC(2026 + ((index * 7) % 60), index % 12, 1 + (index % 28), (index * 5) % 24, (index % 4) * 15),
    }));
    const here = questions.map(({ zone, rule, start }) =>
      occurrencesOf(Period.of(new Date(start), new Date(start + 90 * MINUTE)), SeriesRule.parse(rule), zone).map(
        String,
      ),
    );
    for (const server of SERVERS) {
      const there = answersIn(
        server,
        `${JSON.stringify(questions)}.map(({ zone, rule, start }) =>
           occurrencesOf(Period.of(new Date(start), new Date(start + 90 * ${MINUTE})), SeriesRule.parse(rule), zone).map(String))`,
      );
      expect(there).toEqual(here);
    }
  });
});
