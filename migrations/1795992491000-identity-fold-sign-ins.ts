import type { MigrationInterface, QueryRunner } from 'typeorm';

export class IdentityFoldSignIns1795992491000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE identity.sign_ins ADD COLUMN count int NOT NULL DEFAULT 1 CHECK (count > 0), ADD COLUMN last_at timestamptz;
      UPDATE identity.sign_ins SET last_at = at;
      ALTER TABLE identity.sign_ins ALTER COLUMN last_at SET DEFAULT now(), ALTER COLUMN last_at SET NOT NULL;
      CREATE INDEX sign_ins_repeats ON identity.sign_ins (coalesce(address, ''), at) WHERE outcome <> 'ok';

      COMMENT ON COLUMN identity.sign_ins.count IS
        'How many attempts of one kind and address the line stands for, from at to last_at.';
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP INDEX identity.sign_ins_repeats;
      ALTER TABLE identity.sign_ins DROP COLUMN count, DROP COLUMN last_at;
    `);
  }
}
