import type { MigrationInterface, QueryRunner } from 'typeorm';

export class IdentityUndoAndReview1795987800000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE identity.mailed_links
        DROP CONSTRAINT mailed_links_kind_check,
        ADD CONSTRAINT mailed_links_kind_check
          CHECK (kind IN ('verification', 'invitation', 'reset', 'email_change', 'email_undo', 'review')),
        DROP CONSTRAINT mailed_links_new_email,
        ADD CONSTRAINT mailed_links_new_email CHECK ((kind IN ('email_change', 'email_undo')) = (new_email IS NOT NULL));

      -- Each of several old addresses can take its change back.
      DROP INDEX identity.mailed_links_one_live;
      CREATE UNIQUE INDEX mailed_links_one_live ON identity.mailed_links (user_id, kind)
        WHERE used_at IS NULL AND voided_at IS NULL AND kind <> 'email_undo';

      COMMENT ON COLUMN identity.mailed_links.new_email IS
        'For email_change and email_undo: the address that the link was mailed to.';
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DELETE FROM identity.mailed_links WHERE kind IN ('email_undo', 'review');
      DROP INDEX identity.mailed_links_one_live;
      CREATE UNIQUE INDEX mailed_links_one_live ON identity.mailed_links (user_id, kind)
        WHERE used_at IS NULL AND voided_at IS NULL;
      ALTER TABLE identity.mailed_links
        DROP CONSTRAINT mailed_links_kind_check,
        ADD CONSTRAINT mailed_links_kind_check
          CHECK (kind IN ('verification', 'invitation', 'reset', 'email_change')),
        DROP CONSTRAINT mailed_links_new_email,
        ADD CONSTRAINT mailed_links_new_email CHECK ((kind = 'email_change') = (new_email IS NOT NULL));
      COMMENT ON COLUMN identity.mailed_links.new_email IS 'For email_change: the address that the link was mailed to.';
    `);
  }
}
