import type { MigrationInterface, QueryRunner } from 'typeorm';

export class OpenidKnowOrigin1795986360000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE openid.artifacts ADD COLUMN begun_in uuid REFERENCES identity.sessions ON DELETE CASCADE;
      COMMENT ON COLUMN openid.artifacts.begun_in IS
        'The session that it was given in, also where it outlasts that session''s idle time (offline_access).';
      UPDATE openid.artifacts SET begun_in = session_id;
      CREATE INDEX artifacts_by_begun_in ON openid.artifacts (begun_in) WHERE begun_in IS NOT NULL;

      -- The last statement of every change that is made with an access token. The token's row is locked, so that whoever
      -- takes it away waits until the change is committed.
      CREATE FUNCTION openid.ensure_token(token bytea) RETURNS void LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM FROM openid.artifacts WHERE key_hash = token FOR KEY SHARE;
        IF NOT FOUND THEN
          RAISE EXCEPTION 'the token has ended' USING ERRCODE = 'check_violation', CONSTRAINT = 'artifacts_acting';
        END IF;
      END $$;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP FUNCTION openid.ensure_token(bytea);
      ALTER TABLE openid.artifacts DROP COLUMN begun_in;
    `);
  }
}
