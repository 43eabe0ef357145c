import { CodeBase } from './code-base.js';
import { writesAcross } from './writes-across.js';

describe('the check of writes to the tables of other contexts', () => {
  it('finds them, and leaves reads, own writes and the tables of platform alone', () => {
    const files = {
      'src/bookings/use-cases/a.ts': '`UPDATE bookings.bookings SET x = 1`; `SELECT 1 FROM fleet.vehicles`;',
      'src/bookings/use-cases/b.ts': '`DELETE\n FROM fleet.vehicles`; `INSERT INTO platform.outbox VALUES (1)`',
      'src/fleet/use-cases/c.ts': '`INSERT INTO bookings.bookings VALUES (1)`',
    };
    expect(writesAcross(CodeBase.of(files))).toEqual([
      'src/bookings/use-cases/b.ts writes fleet.vehicles',
      'src/fleet/use-cases/c.ts writes bookings.bookings',
    ]);
  });
});
