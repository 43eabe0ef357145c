import type { MigrationInterface, QueryRunner } from 'typeorm';

export class PlatformCreateTables1795219200000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE EXTENSION IF NOT EXISTS btree_gist;
      CREATE EXTENSION IF NOT EXISTS citext;
      CREATE EXTENSION IF NOT EXISTS pgcrypto;
      CREATE EXTENSION IF NOT EXISTS pg_trgm;
      CREATE SCHEMA platform;

      CREATE TABLE platform.outbox (
        seq bigint GENERATED ALWAYS AS IDENTITY,
        id uuid PRIMARY KEY,
        type text NOT NULL,
        payload jsonb NOT NULL,
        actor_id uuid,
        request_id text,
        occurred_at timestamptz NOT NULL,
        state text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'done', 'dead')),
        attempts int NOT NULL DEFAULT 0,
        due_at timestamptz NOT NULL DEFAULT now(),
        settled_at timestamptz,
        last_error text
      );
      CREATE INDEX outbox_due ON platform.outbox (due_at, seq) WHERE state = 'pending';
      CREATE INDEX outbox_dead ON platform.outbox (seq) WHERE state = 'dead';
      CREATE INDEX outbox_settled ON platform.outbox (settled_at) WHERE state = 'done';

      CREATE TABLE platform.handled_events (
        event_id uuid NOT NULL,
        listener text NOT NULL,
        handled_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (event_id, listener)
      );

      CREATE TABLE platform.audit_entries (
        id uuid PRIMARY KEY,
        at timestamptz NOT NULL DEFAULT now(),
        actor_id uuid,
        request_id text,
        subject_type text NOT NULL,
        subject_id uuid NOT NULL,
        action text NOT NULL,
        changes jsonb NOT NULL
      );
      CREATE INDEX audit_entries_subject ON platform.audit_entries (subject_type, subject_id, id);
      CREATE INDEX audit_entries_actor ON platform.audit_entries (actor_id, id);

      CREATE TABLE platform.idempotency_keys (
        user_id uuid NOT NULL,
        key text NOT NULL,
        fingerprint text NOT NULL,
        answer jsonb,
        created_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (user_id, key)
      );
      CREATE INDEX idempotency_keys_created ON platform.idempotency_keys (created_at);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP SCHEMA platform CASCADE');
  }
}
