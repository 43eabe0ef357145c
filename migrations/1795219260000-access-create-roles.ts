import type { MigrationInterface, QueryRunner } from 'typeorm';

const booker = ['branches.read', 'groups.read', 'vehicles.read', 'bookings.book', 'bookings.own', 'bookings.ride'];
const bookingAdmin = ['branches.read', 'vehicles.read', 'bookings.read', 'bookings.manage', 'bookings.own'];
const branchAdmin = [
  ...new Set([
    ...booker,
    ...bookingAdmin,
    'bookings.book_on_behalf',
    'groups.manage',
    'mails.read',
    'roles.read',
    'users.add',
    'users.read',
    'users.suspend',
    'users.verify',
    'vehicles.manage',
  ]),
];
const organisationAdmin = [
  ...branchAdmin,
  'approval_flows.manage',
  'branches.create',
  'branches.manage',
  'organisation.manage',
];

interface BuiltIn {
  key: string;
  name: string;
  description: string;
  reach: 'home' | 'every' | 'listed';
  needs?: string;
  permissions: string[];
}

/** RP-3: the built-in roles of a fleet. */
const builtIn: BuiltIn[] = [
  {
    key: 'booker',
    name: 'Booker',
    description: 'Books vehicles of the home branch for themselves.',
    reach: 'home',
    permissions: booker,
  },
  {
    key: 'multibranch_booker',
    name: 'Multibranch Booker',
    description: 'Add-on: books vehicles of any branch.',
    reach: 'every',
    needs: 'booker',
    permissions: ['branches.read', 'groups.read', 'vehicles.read', 'bookings.book'],
  },
  {
    key: 'on_behalf_booker',
    name: 'On Behalf Booker',
    description: 'Add-on: books for other people and contacts.',
    reach: 'home',
    needs: 'booker',
    permissions: ['bookings.book_on_behalf'],
  },
  {
    key: 'booking_approver',
    name: 'Booking Approver',
    description: 'Decides requests for vehicles of the branches in reach, and is mailed about them.',
    reach: 'home',
    permissions: ['branches.read', 'vehicles.read', 'approvals.decide'],
  },
  {
    key: 'booking_admin',
    name: 'Booking Admin',
    description: 'Sees and manages all bookings of the branches in reach.',
    reach: 'home',
    permissions: bookingAdmin,
  },
  {
    key: 'branch_admin',
    name: 'Branch Admin',
    description: 'People, vehicles and bookings of one branch.',
    reach: 'home',
    permissions: branchAdmin,
  },
  {
    key: 'multibranch_admin',
    name: 'Multibranch Admin',
    description: 'People, vehicles and bookings of several branches.',
    reach: 'listed',
    permissions: branchAdmin,
  },
  {
    key: 'organisation_admin',
    name: 'Organisation Admin',
    description: 'Everything; deciding requests is a duty of its own.',
    reach: 'every',
    permissions: organisationAdmin,
  },
];

export class AccessCreateRoles1795219260000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE SCHEMA access;
      CREATE TABLE access.roles (
        id uuid PRIMARY KEY,
        key text NOT NULL CONSTRAINT roles_key UNIQUE,
        name text NOT NULL,
        description text NOT NULL,
        built_in boolean NOT NULL,
        position int NOT NULL,
        reach text NOT NULL CHECK (reach IN ('home', 'every', 'listed')),
        needs text,
        permissions text[] NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE TABLE access.grants_version (
        only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
        version bigint NOT NULL
      );
      INSERT INTO access.grants_version (version) VALUES (1);
    `);
    for (const [index, role] of builtIn.entries()) {
      await queryRunner.query(
        `INSERT INTO access.roles (id, key, name, description, built_in, position, reach, needs, permissions)
         VALUES ($1, $2, $3, $4, true, $5, $6, $7, $8)`,
        [
          `01980000-0000-7000-8000-0000000001${String(index).padStart(2, '0')}`,
          role.key,
          role.name,
          role.description,
          index,
          role.reach,
          role.needs ?? null,
          role.permissions,
        ],
      );
    }
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP SCHEMA access CASCADE');
  }
}
