import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * RP-12: what an actor is made of beside its user moves `access.grants_version` by itself, whoever writes it: the roles
 * and their grants, the sets in use, and the branches that let people add themselves (RP-7). Versions come from a
 * sequence, so that none comes twice, not even after a rollback: processes keep what they read under it.
 */
export class AccessWatchGrants1795394120000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE SEQUENCE access.grants_versions;
      SELECT setval('access.grants_versions', version) FROM access.grants_version;
      CREATE FUNCTION access.grants_changed() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          UPDATE access.grants_version SET version = nextval('access.grants_versions');
          RETURN NULL;
        END $$;
      CREATE TRIGGER grants_changed AFTER INSERT OR UPDATE OR DELETE ON access.roles
        FOR EACH STATEMENT EXECUTE FUNCTION access.grants_changed();
      CREATE TRIGGER grants_changed AFTER UPDATE OF role_sets ON branches.organisation
        FOR EACH STATEMENT EXECUTE FUNCTION access.grants_changed();
      CREATE TRIGGER grants_changed AFTER INSERT OR DELETE OR UPDATE OF open_to_sign_up, state ON branches.branches
        FOR EACH STATEMENT EXECUTE FUNCTION access.grants_changed();
      CREATE UNIQUE INDEX roles_name ON access.roles (lower(name))`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP INDEX access.roles_name;
      DROP TRIGGER grants_changed ON branches.branches;
      DROP TRIGGER grants_changed ON branches.organisation;
      DROP TRIGGER grants_changed ON access.roles;
      DROP FUNCTION access.grants_changed();
      DROP SEQUENCE access.grants_versions`);
  }
}
