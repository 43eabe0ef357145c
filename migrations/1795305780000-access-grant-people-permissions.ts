import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Branch admins have the people of their branch (RP-7), histories and import included: each row of a file is held to their
 * reach and to what they may give (RP-11). Deleting cannot be undone and cancels bookings of other branches too, so that
 * it begins with those who reach every branch; the organisation can give it to others (RP-9).
 */
const people = ['users.assign_roles', 'users.edit', 'users.import', 'users.quick_verify', 'users.read_histories'];
const organisation = ['agreements.publish', 'users.delete'];

const grants: Record<string, string[]> = {
  branch_admin: people,
  multibranch_admin: people,
  organisation_admin: [...people, ...organisation],
};

export class AccessGrantPeoplePermissions1795305780000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    for (const [key, permissions] of Object.entries(grants)) {
      await queryRunner.query(
        `UPDATE access.roles
            SET permissions = permissions || ARRAY(SELECT unnest($2::text[]) EXCEPT SELECT unnest(permissions) ORDER BY 1)
          WHERE key = $1`,
        [key, permissions],
      );
    }
    await queryRunner.query('UPDATE access.grants_version SET version = version + 1');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const [key, permissions] of Object.entries(grants)) {
      await queryRunner.query(
        `UPDATE access.roles
            SET permissions = ARRAY(SELECT p FROM unnest(permissions) WITH ORDINALITY AS had (p, n)
                                     WHERE p <> ALL ($2::text[]) ORDER BY n)
          WHERE key = $1`,
        [key, permissions],
      );
    }
    await queryRunner.query('UPDATE access.grants_version SET version = version + 1');
  }
}
