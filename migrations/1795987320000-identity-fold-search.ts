import type { MigrationInterface, QueryRunner } from 'typeorm';

/** ID-19: people are found without regard to accents, apostrophes and punctuation, and by the digits of their number alone. */
export class IdentityFoldSearch1795987320000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE FUNCTION identity.searched(name text, email text, phone text, reference text)
        RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
        SELECT platform.search_key(name || ' ' || email || ' ' || coalesce(phone, '') || ' ' || coalesce(reference, ''))
               || coalesce(' ' || platform.phone_digits(phone), '')
      $$;
      ${listInDirectory('identity.searched(NEW.name, NEW.email::text, NEW.phone, NEW.reference)')};
      UPDATE identity.directory d SET search = identity.searched(u.name, u.email::text, u.phone, u.reference)
        FROM identity.users u WHERE u.id = d.user_id`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ${listInDirectory(`lower(concat_ws(' ', NEW.name, NEW.email, NEW.phone, NEW.reference))`)};
      UPDATE identity.directory d SET search = lower(concat_ws(' ', u.name, u.email, u.phone, u.reference))
        FROM identity.users u WHERE u.id = d.user_id;
      DROP FUNCTION identity.searched(text, text, text, text)`);
  }
}

const listInDirectory = (search: string) => `
  CREATE OR REPLACE FUNCTION identity.list_in_directory() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      INSERT INTO identity.directory (user_id, branch_id, state, name, search, role_ids, group_ids)
      VALUES (NEW.id, NEW.branch_id, NEW.state, NEW.name, ${search},
              ARRAY(SELECT jsonb_array_elements_text(NEW.role_ids)::uuid), NEW.group_ids)
      ON CONFLICT (user_id) DO UPDATE
        SET branch_id = excluded.branch_id, state = excluded.state, name = excluded.name, search = excluded.search,
            role_ids = excluded.role_ids, group_ids = excluded.group_ids;
      RETURN NULL;
    END $$`;
