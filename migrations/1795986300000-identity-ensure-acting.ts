import type { MigrationInterface, QueryRunner } from 'typeorm';

export class IdentityEnsureActing1795986300000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      -- The last statement of every change that somebody makes with a session (ID-15). The row is locked, so that the
      -- session cannot end between this and the commit; whoever ends it changes the row.
      CREATE FUNCTION identity.ensure_acting(session uuid, step_up boolean, step_up_minutes int) RETURNS void
      LANGUAGE plpgsql AS $$
      DECLARE
        shown timestamptz;
      BEGIN
        SELECT greatest(coalesce(s.authenticated_at, s.created_at), s.stepped_up_at) INTO shown
          FROM identity.sessions s WHERE s.id = session AND s.ended_at IS NULL FOR SHARE;
        IF NOT FOUND THEN
          RAISE EXCEPTION 'the session has ended' USING ERRCODE = 'check_violation', CONSTRAINT = 'sessions_acting';
        END IF;
        IF step_up AND shown <= now() - make_interval(mins => step_up_minutes) THEN
          RAISE EXCEPTION 'the session is not fresh' USING ERRCODE = 'check_violation', CONSTRAINT = 'sessions_fresh';
        END IF;
      END $$;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP FUNCTION identity.ensure_acting(uuid, boolean, int)');
  }
}
