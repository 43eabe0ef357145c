import type { MigrationInterface, QueryRunner } from 'typeorm';

export class IdentityAddLinkKinds1795305637000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE identity.mailed_links
        DROP CONSTRAINT mailed_links_kind_check,
        ADD CONSTRAINT mailed_links_kind_check
          CHECK (kind IN ('verification', 'invitation', 'reset', 'email_change')),
        ADD COLUMN new_email citext CHECK (length(new_email) <= 254),
        ADD COLUMN session_id uuid,
        ADD CONSTRAINT mailed_links_new_email CHECK ((kind = 'email_change') = (new_email IS NOT NULL));

      COMMENT ON COLUMN identity.mailed_links.new_email IS 'For email_change: the address that the link was mailed to.';
      COMMENT ON COLUMN identity.mailed_links.session_id IS
        'For email_change: the session that asked for it, the only one that outlives the change.';
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DELETE FROM identity.mailed_links WHERE kind IN ('reset', 'email_change');
      ALTER TABLE identity.mailed_links
        DROP COLUMN new_email,
        DROP COLUMN session_id,
        DROP CONSTRAINT mailed_links_kind_check,
        ADD CONSTRAINT mailed_links_kind_check CHECK (kind IN ('verification', 'invitation'));
    `);
  }
}
