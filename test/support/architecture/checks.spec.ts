import { CodeBase } from './code-base.js';
import { filesTooLong, namesNotKebabCase } from './files.js';
import { listenersOutOfPlace } from './listeners.js';
import { localTimeElsewhere } from './local-time.js';
import { problemsOutOfStep } from './problems.js';
import { rooms } from './rooms.js';
import { routesWithoutGate } from './routes.js';
import { settingsOutOfStep } from './settings.js';
import { suppressionsWithoutReason } from './suppressions.js';
import { writesAroundTheUnitOfWork } from './writes.js';

/** A check that never fails proves nothing: here each one meets what it forbids, beside what it allows. */
describe('the architecture checks', () => {
  it('rooms', () => {
    const code = CodeBase.of({
      'src/main.ts': '',
      'src/platform/anything/at-all.ts': '',
      'src/fleet/README.md': 'line\n'.repeat(25),
      'src/fleet/index.ts': '',
      'src/fleet/events.ts': '',
      'src/fleet/fleet.module.ts': '',
      'src/fleet/http/page.css': '',
      'src/fleet/welcome.hbs': '',
      'src/notifications/README.md': 'line\n',
      'src/notifications/index.ts': '',
      'src/notifications/email/send.ts': '',
    });
    expect(rooms(code)).toEqual([]);
    const broken = CodeBase.of({
      'src/fleet/README.md': 'line\n'.repeat(26),
      'src/fleet/helpers.ts': '',
      'src/fleet/bookings.module.ts': '',
      'src/fleet/email/send.ts': '',
    });
    expect(rooms(broken)).toEqual([
      'src/fleet/bookings.module.ts: no such place in a context',
      'src/fleet/email/send.ts: no such place in a context',
      'src/fleet/helpers.ts: no such place in a context',
      'src/fleet/index.ts: missing',
      'src/fleet/README.md: 26 lines, at most 25',
    ]);
  });

  it('listeners', () => {
    const listener = (decorator: string) => `export class L { ${decorator} async handle() {} }`;
    const code = CodeBase.of({
      'src/bookings/listeners/confirm-when-request-approved.ts': listener('@OnCommitting(RequestDecided)'),
      'src/bookings/use-cases/sweep.ts': listener('@OnQueueEvent("done")'),
      'src/notifications/mails/bookings/booking-declined.ts': listener('@On(BookingDeclined)'),
      'src/bookings/use-cases/sweep.spec.ts': listener('@On(Told)'),
    });
    expect(listenersOutOfPlace(code)).toEqual([]);
    const broken = CodeBase.of({
      'src/bookings/use-cases/hear.ts': listener('@On(Told)'),
      'src/notifications/mails/hear.ts': listener('@On(Told)'),
      'src/bookings/listeners/on-told.ts': listener('@On(Told)'),
      'src/bookings/listeners/do-when-told.ts': 'export class L { @On(A) a() {} @OnCommitting(B) b() {} }',
      'src/bookings/listeners/help-when-told.ts': 'export const help = 1;',
    });
    expect(listenersOutOfPlace(broken)).toEqual([
      'src/bookings/listeners/do-when-told.ts: 2 handlers, one expected',
      'src/bookings/listeners/help-when-told.ts: 0 handlers, one expected',
      'src/bookings/listeners/on-told.ts: not named <verb>-when-<event>.ts',
      'src/bookings/use-cases/hear.ts: an event handler outside listeners/',
      'src/notifications/mails/hear.ts: an event handler outside listeners/',
    ]);
  });

  it('writes', () => {
    const code = CodeBase.of({
      'src/platform/work/tx.ts': 'dataSource.manager; dataSource.getRepository(X)',
      'src/fleet/use-cases/fine.ts': 'const manager = person.manager; // no .getRepository( here',
    });
    expect(writesAroundTheUnitOfWork(code)).toEqual([]);
    const broken = CodeBase.of({
      'src/fleet/use-cases/a.ts': 'source.getRepository<Vehicle>(Vehicle)',
      'src/fleet/use-cases/b.ts': 'class A { constructor(@InjectRepository(V) private readonly rows: R) {} }',
      'src/fleet/use-cases/c.ts': 'class A { run() { return this.#dataSource.manager.save(x); } }',
      'src/fleet/use-cases/d.ts': 'dataSource.manager',
      'src/fleet/use-cases/e.ts': 'class A { constructor(@InjectEntityManager() private readonly rows: R) {} }',
      'src/fleet/use-cases/f.ts': 'class A { constructor(private readonly source: DataSource) {} }',
      'src/fleet/use-cases/g.ts': "await poolOf(source).query('DELETE FROM fleet.vehicles')",
    });
    expect(writesAroundTheUnitOfWork(broken)).toHaveLength(7);
  });

  it('local time', () => {
    const fine = CodeBase.of({
      'src/platform/domain/local-time.ts': "import { IANAZone } from 'luxon';",
      'src/platform/domain/shown-time.ts': "import { DateTime } from 'luxon';",
      'src/bookings/domain/a.ts': "const zone = 'luxon and Intl are named here'; const at = date.getUTCHours();",
      'src/bookings/domain/b.spec.ts': "import { DateTime } from 'luxon';",
      'src/bookings/domain/c.ts': "const list = new Intl.ListFormat('en');",
    });
    expect(localTimeElsewhere(fine)).toEqual([]);
    const broken = CodeBase.of({
      'src/bookings/domain/a.ts': "import { DateTime } from 'luxon';",
      'src/bookings/domain/b.ts': "const luxon = await import('luxon');",
      'src/bookings/domain/c.ts': "new Intl.DateTimeFormat('en', { timeZone })",
      'src/bookings/domain/d.ts': "import { Temporal } from 'temporal-polyfill';",
      'src/bookings/domain/e.ts': 'new Date().getHours()',
      'src/bookings/domain/f.ts': "at.toLocaleTimeString('en', options)",
      'src/bookings/domain/g.ts': 'Temporal.Now.zonedDateTimeISO()',
      'src/bookings/domain/h.ts': 'globalThis.Intl.DateTimeFormat()',
      'src/bookings/use-cases/i.queries.ts': 'const SQL = `SELECT lower(k.period)\n at time zone b.time_zone FROM x k`',
      'src/bookings/use-cases/j.queries.ts': "const SQL = 'SELECT timezone(b.time_zone, now())'",
      'src/bookings/use-cases/k.queries.ts': 'const SQL = `SELECT ${what} AT TIME ZONE z FROM x`',
    });
    expect(localTimeElsewhere(broken)).toHaveLength(11);
  });

  it('routes', () => {
    const code = CodeBase.of({
      'src/fleet/http/vehicles.controller.ts': `@Controller() class C {
        @Get() @Can('read', 'Vehicle') list() {} @Post() @SignedIn() add() {} @Public() @Delete(':id') remove() {} help() {}
      }`,
    });
    expect(routesWithoutGate(code)).toEqual([]);
    const broken = CodeBase.of({
      'src/fleet/http/vehicles.controller.ts':
        '@Public() @Controller() class Open { @Get() list() {} @nest.Put() put() {} }',
      'src/fleet/http/hidden.ts': '@Controller() class Hidden { @Get() @Public() list() {} }',
    });
    expect(routesWithoutGate(broken)).toEqual([
      'src/fleet/http/hidden.ts: a controller outside *.controller.ts',
      'src/fleet/http/vehicles.controller.ts: Open.list',
      'src/fleet/http/vehicles.controller.ts: Open.put',
    ]);
  });

  it('problems', () => {
    const errors = `
      class VehicleNotFree extends DomainError { static override readonly code = 'vehicle_not_free'; }
      abstract class LinkError extends DomainError {}
      class LinkExpired extends LinkError { readonly code = 'link_expired' as const; }
      class InvitationExpired extends LinkExpired {}
      class ConfigError extends Error {}`;
    const code = CodeBase.of({
      'src/bookings/domain/errors.ts': errors,
      'docs/problems.md':
        '| code | status |\n| `vehicle_not_free` | 409 |\n| `link_expired` | 410 |\n| `too_large` | 413 |\n',
    });
    expect(problemsOutOfStep(code, ['too_large'])).toEqual([]);
    expect(problemsOutOfStep(CodeBase.of({ 'src/bookings/domain/errors.ts': errors }), [])).toEqual([
      'docs/problems.md: missing',
      'docs/problems.md: link_expired is not listed',
      'docs/problems.md: vehicle_not_free is not listed',
    ]);
    const broken = CodeBase.of({
      'src/bookings/domain/errors.ts': `
        class A extends DomainError {}
        class B extends DomainError { static code = 'NotSnake'; }
        class C extends DomainError { static code = someWhere; }
        class D extends DomainError { static code = 'fine'; }`,
      'docs/problems.md': '| `fine` | 409 |\n| `fine` | 409 |\n| `gone_since` | 409 |\n',
    });
    expect(problemsOutOfStep(broken, [])).toEqual([
      'src/bookings/domain/errors.ts: A has no code',
      'src/bookings/domain/errors.ts: the code of B is not a string in snake_case',
      'src/bookings/domain/errors.ts: the code of C is not a string in snake_case',
      'docs/problems.md: fine is listed twice',
      'docs/problems.md: gone_since does not exist',
    ]);
  });

  it('settings', () => {
    const example =
      '# Where to listen.\nPORT=3000\n\n# The queue.\n# PostgreSQL where it is left out.\n# REDIS_URL=redis://x\n';
    expect(settingsOutOfStep(example, ['PORT', 'REDIS_URL'])).toEqual([]);
    expect(settingsOutOfStep('PORT=1\n# Old.\nHOST=x\n# Twice.\nPORT=2\n', ['PORT', 'DEMO'])).toEqual([
      'PORT has no comment',
      'HOST is no setting',
      'PORT is named twice',
      'DEMO is missing',
    ]);
    expect(settingsOutOfStep('', ['PORT'])).toEqual(['PORT is missing']);
  });

  it('file names and lengths', () => {
    const code = CodeBase.of({
      'src/fleet/README.md': '',
      'src/fleet/http/vehicles.controller.ts': 'line\n'.repeat(250),
      'src/fleet/domain/vehicle.ts': 'line\n'.repeat(400),
      'test/support/.gitkeep': '',
      'README.md': '',
    });
    expect([...namesNotKebabCase(code), ...filesTooLong(code)]).toEqual([]);
    const broken = CodeBase.of({
      'src/fleet/useCases/add.ts': '',
      'test/Book_Vehicle.e2e.ts': '',
      'bench/long.ts': 'line\n'.repeat(251),
      'src/fleet/domain/vehicle.ts': 'line\n'.repeat(401),
    });
    expect(namesNotKebabCase(broken)).toEqual(['src/fleet/useCases/add.ts', 'test/Book_Vehicle.e2e.ts']);
    expect(filesTooLong(broken)).toEqual(['bench/long.ts: 251 lines', 'src/fleet/domain/vehicle.ts: 401 lines']);
  });

  it('suppressions', () => {
    const code = CodeBase.of({
      'src/a.ts': '// eslint-disable-next-line no-console -- the address is for the terminal\nconsole.log(1);',
      'src/b.ts': 'const text = "// eslint-disable"; const other = `// @ts-ignore`;',
      'src/c.ts': '// @ts-expect-error the types of this package forget the option\nf();',
      'src/d.ts': '// eslint is what sees this',
    });
    expect(suppressionsWithoutReason(code)).toEqual([]);
    const broken = CodeBase.of({
      'src/a.ts': 'f(); // eslint-disable-line',
      'src/b.ts': 'class A {\n  /* eslint-disable no-console */\n}',
      'test/c.ts': '// @ts-expect-error\nf();',
      'eslint.config.mjs': '// @ts-ignore it is well known\nf();',
      'bench/d.ts': '/* eslint eqeqeq: "off" */',
    });
    expect(suppressionsWithoutReason(broken)).toEqual([
      'bench/d.ts:1: /* eslint eqeqeq: "off" */',
      'eslint.config.mjs:1: // @ts-ignore it is well known',
      'src/a.ts:1: // eslint-disable-line',
      'src/b.ts:2: /* eslint-disable no-console */',
      'test/c.ts:1: // @ts-expect-error',
    ]);
  });
});
