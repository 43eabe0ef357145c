import type { MigrationInterface, QueryRunner } from 'typeorm';

export class IdentityCreateSignIns1795305720000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE identity.sign_ins (
        id uuid PRIMARY KEY,
        at timestamptz NOT NULL DEFAULT now(),
        user_id uuid REFERENCES identity.users ON DELETE SET NULL,
        method text NOT NULL CHECK (method IN ('password', 'passkey', 'sso')),
        outcome text NOT NULL,
        address text,
        device text
      );
      CREATE INDEX sign_ins_by_user ON identity.sign_ins (user_id, id);
      CREATE INDEX sign_ins_known_addresses ON identity.sign_ins (user_id, address) WHERE outcome = 'ok';
      CREATE INDEX sign_ins_at ON identity.sign_ins (at);
      CREATE INDEX mailed_links_user ON identity.mailed_links (user_id);

      COMMENT ON COLUMN identity.sign_ins.user_id IS
        'NULL where the address given is nobody''s; it is not kept, for it may be a password in the wrong field.';
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP INDEX identity.mailed_links_user; DROP TABLE identity.sign_ins');
  }
}
