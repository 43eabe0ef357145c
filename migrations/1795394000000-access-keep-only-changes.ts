import type { MigrationInterface, QueryRunner } from 'typeorm';

const booker = ['branches.read', 'groups.read', 'vehicles.read', 'bookings.book', 'bookings.own', 'bookings.ride'];
const bookingAdmin = ['branches.read', 'vehicles.read', 'bookings.read', 'bookings.manage', 'bookings.own'];
const branchAdmin = [
  ...booker,
  ...bookingAdmin,
  'bookings.book_on_behalf',
  'groups.manage',
  'mails.read',
  'roles.read',
  'users.add',
  'users.assign_roles',
  'users.edit',
  'users.import',
  'users.quick_verify',
  'users.read',
  'users.read_histories',
  'users.suspend',
  'users.verify',
  'vehicles.manage',
];
const organisationAdmin = [
  ...branchAdmin,
  'agreements.publish',
  'approval_flows.manage',
  'branches.create',
  'branches.manage',
  'organisation.manage',
  'users.delete',
];
const flightSchool = ['owner', 'office_staff', 'instructor', 'engineer', 'accountant', 'member', 'student', 'renter'];

/** What each role had by default until now. */
const defaults: Record<string, string[]> = {
  booker,
  multibranch_booker: ['branches.read', 'groups.read', 'vehicles.read', 'bookings.book'],
  on_behalf_booker: ['bookings.book_on_behalf'],
  booking_approver: ['branches.read', 'vehicles.read', 'approvals.decide'],
  booking_admin: bookingAdmin,
  branch_admin: [...new Set(branchAdmin)],
  multibranch_admin: [...new Set(branchAdmin)],
  organisation_admin: [...new Set(organisationAdmin)],
};

/** What the columns said that the code says now; for the way back. */
const was: Record<string, [name: string, reach: string, needs?: string]> = {
  booker: ['Booker', 'home'],
  multibranch_booker: ['Multibranch Booker', 'every', 'booker'],
  on_behalf_booker: ['On Behalf Booker', 'home', 'booker'],
  booking_approver: ['Booking Approver', 'home'],
  booking_admin: ['Booking Admin', 'home'],
  branch_admin: ['Branch Admin', 'home'],
  multibranch_admin: ['Multibranch Admin', 'listed'],
  organisation_admin: ['Organisation Admin', 'every'],
  owner: ['Owner', 'every'],
  office_staff: ['Office Staff', 'home'],
  instructor: ['Instructor', 'home'],
  engineer: ['Engineer', 'home'],
  accountant: ['Accountant', 'every'],
  member: ['Member', 'home'],
  student: ['Student', 'home'],
  renter: ['Renter', 'home'],
};

const WITHOUT = (one: string, other: string) =>
  `ARRAY(SELECT p FROM unnest(${one}) WITH ORDINALITY AS had (p, n) WHERE p <> ALL (${other}) ORDER BY n)`;

/**
 * Names, reaches and default grants of the built-in roles move into the code. The database keeps what an organisation
 * changed of them, so that a new permission needs no migration. The roles of a flight school come with it (RP-4).
 */
export class AccessKeepOnlyChanges1795394000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE access.roles
        ADD added text[] NOT NULL DEFAULT '{}',
        ADD removed text[] NOT NULL DEFAULT '{}',
        ADD version int NOT NULL DEFAULT 1,
        ALTER name DROP NOT NULL,
        ALTER description DROP NOT NULL,
        ALTER reach DROP NOT NULL`);
    for (const [key, had] of Object.entries(defaults)) {
      await queryRunner.query(
        `UPDATE access.roles
            SET added = ${WITHOUT('permissions', '$2::text[]')}, removed = ${WITHOUT('$2::text[]', 'permissions')}
          WHERE key = $1`,
        [key, had],
      );
    }
    await queryRunner.query('UPDATE access.roles SET added = permissions WHERE NOT built_in');
    await queryRunner.query(`
      UPDATE access.roles SET name = NULL, description = NULL, reach = NULL WHERE built_in;
      ALTER TABLE access.roles
        DROP built_in, DROP position, DROP needs, DROP permissions,
        ADD CONSTRAINT roles_own CHECK (num_nulls(name, description, reach) IN (0, 3)),
        ADD CONSTRAINT roles_own_grants CHECK (name IS NULL OR removed = '{}');
      COMMENT ON COLUMN access.roles.name IS 'NULL for a built-in role: the program knows it by its key.';
      COMMENT ON COLUMN access.roles.added IS 'Granted, though not by default; a role of the organisation''s own has no defaults.';
      COMMENT ON COLUMN access.roles.removed IS 'Granted by default, and taken away.'`);
    for (const [index, key] of flightSchool.entries()) {
      await queryRunner.query('INSERT INTO access.roles (id, key) VALUES ($1, $2) ON CONFLICT (key) DO NOTHING', [
        `01980000-0000-7000-8000-0000000001${String(index + Object.keys(defaults).length).padStart(2, '0')}`,
        key,
      ]);
    }
    await queryRunner.query('UPDATE access.grants_version SET version = version + 1');
  }

  /** The roles of a flight school stay, for people may hold them, but nothing is known any more of what they may do. */
  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE access.roles
        DROP CONSTRAINT roles_own, DROP CONSTRAINT roles_own_grants,
        ADD built_in boolean NOT NULL DEFAULT false,
        ADD position int NOT NULL DEFAULT 100,
        ADD needs text,
        ADD permissions text[] NOT NULL DEFAULT '{}'`);
    await queryRunner.query('UPDATE access.roles SET permissions = added');
    for (const [index, [key, [name, reach, needs]]] of Object.entries(was).entries()) {
      await queryRunner.query(
        `UPDATE access.roles
            SET built_in = true, position = $2, name = $3, description = '', reach = $4, needs = $5,
                permissions = ${WITHOUT('$6::text[]', 'removed')} || added
          WHERE key = $1`,
        [key, index, name, reach, needs ?? null, defaults[key] ?? []],
      );
    }
    await queryRunner.query(`
      COMMENT ON COLUMN access.roles.name IS NULL;
      ALTER TABLE access.roles
        DROP added, DROP removed, DROP version,
        ALTER built_in DROP DEFAULT, ALTER position DROP DEFAULT, ALTER permissions DROP DEFAULT,
        ALTER name SET NOT NULL, ALTER description SET NOT NULL, ALTER reach SET NOT NULL`);
    await queryRunner.query('UPDATE access.grants_version SET version = version + 1');
  }
}
