import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ApprovalsCreateSchema1796036640000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE SCHEMA approvals;

      CREATE TABLE approvals.flows (
        id uuid PRIMARY KEY,
        name text NOT NULL,
        conditions jsonb NOT NULL,
        require_second_person boolean NOT NULL,
        version int NOT NULL,
        created_at timestamptz NOT NULL,
        steps jsonb NOT NULL,
        no_answer jsonb,
        sort_key text COLLATE "C" NOT NULL GENERATED ALWAYS AS (platform.sort_key(name::text)) STORED
      );
      CREATE UNIQUE INDEX flows_name ON approvals.flows (platform.name_key(name));

      CREATE TABLE approvals.requests (
        id uuid PRIMARY KEY,
        booking_id uuid NOT NULL,
        flow_id uuid NOT NULL,
        vehicle_id uuid NOT NULL,
        branch_id uuid NOT NULL,
        booker_id uuid NOT NULL,
        originator_id uuid NOT NULL,
        period tstzrange NOT NULL,
        state text NOT NULL CHECK (state IN ('pending', 'approved', 'declined', 'withdrawn', 'lapsed')),
        reasons text[] NOT NULL,
        require_second_person boolean NOT NULL,
        decided_by uuid,
        decided_at timestamptz,
        note text,
        version int NOT NULL,
        created_at timestamptz NOT NULL,
        steps jsonb NOT NULL,
        step int NOT NULL,
        step_role_id uuid,
        excluded uuid[] NOT NULL,
        decided_for uuid,
        lapses_at timestamptz NOT NULL,
        escalates_at timestamptz,
        reminders_at timestamptz[] NOT NULL,
        stranded_at timestamptz,
        series_id uuid,
        occurrence_count int NOT NULL DEFAULT 1,
        waiting_count int NOT NULL DEFAULT 1,
        CHECK ((state IN ('approved', 'declined')) = (decided_by IS NOT NULL))
      );
      COMMENT ON COLUMN approvals.requests.booking_id IS 'Of a series the next that waits, or was the last to; so with its time.';
      CREATE UNIQUE INDEX requests_one_pending ON approvals.requests (booking_id) WHERE state = 'pending';
      CREATE INDEX requests_booking ON approvals.requests (booking_id);
      CREATE INDEX requests_queue ON approvals.requests (branch_id, state, lower(period), id);
      CREATE INDEX requests_by_start ON approvals.requests (state, lower(period), id);
      CREATE INDEX requests_by_vehicle ON approvals.requests (vehicle_id, lower(period), id);
      CREATE INDEX requests_by_booker ON approvals.requests (booker_id, lower(period), id);
      CREATE INDEX requests_by_originator ON approvals.requests (originator_id);
      CREATE INDEX requests_by_decider ON approvals.requests (decided_by);
      CREATE INDEX requests_by_flow ON approvals.requests (flow_id);
      -- Few requests wait among many that were decided: these indexes stay small as the years go by.
      CREATE INDEX requests_waiting ON approvals.requests (lower(period), id) WHERE state = 'pending';
      CREATE INDEX requests_waiting_in_branch ON approvals.requests (branch_id, lower(period), id)
        INCLUDE (step_role_id, excluded) WHERE state = 'pending';
      CREATE INDEX requests_lapsing ON approvals.requests (lapses_at) WHERE state = 'pending';
      CREATE INDEX requests_reminding ON approvals.requests ((reminders_at[1])) WHERE state = 'pending';
      CREATE INDEX requests_escalating ON approvals.requests (escalates_at) WHERE state = 'pending';
      -- Requests that wait are counted from the index requests_waiting_in_branch alone (AP-6), as long as most pages of
      -- the table are known to be visible to every transaction. By default PostgreSQL sees to that when a fifth of the
      -- table has changed: after years that is tens of thousands of requests, and a count reads a page for each that waits.
      ALTER TABLE approvals.requests SET (
        autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000,
        autovacuum_vacuum_insert_scale_factor = 0, autovacuum_vacuum_insert_threshold = 2000);

      -- AP-12: a series is one request with its occurrences.
      CREATE TABLE approvals.occurrences (
        id uuid PRIMARY KEY,
        request_id uuid NOT NULL REFERENCES approvals.requests (id),
        booking_id uuid NOT NULL,
        period tstzrange NOT NULL,
        state text NOT NULL CHECK (state IN ('pending', 'approved', 'declined', 'withdrawn', 'lapsed')),
        reasons text[] NOT NULL,
        lapses_at timestamptz NOT NULL,
        reminders_at timestamptz[] NOT NULL,
        decided_by uuid,
        decided_for uuid,
        decided_at timestamptz,
        note text,
        CHECK ((state IN ('approved', 'declined')) = (decided_by IS NOT NULL))
      );
      CREATE UNIQUE INDEX occurrences_one_pending ON approvals.occurrences (booking_id) WHERE state = 'pending';
      CREATE INDEX occurrences_booking ON approvals.occurrences (booking_id);
      CREATE INDEX occurrences_request ON approvals.occurrences (request_id, lower(period), id);
      CREATE INDEX occurrences_by_decider ON approvals.occurrences (decided_by);

      CREATE TABLE approvals.decision_links (
        id uuid PRIMARY KEY,
        request_id uuid NOT NULL REFERENCES approvals.requests (id),
        step int NOT NULL,
        user_id uuid NOT NULL,
        token_hash bytea NOT NULL CONSTRAINT decision_links_token UNIQUE,
        expires_at timestamptz NOT NULL,
        used_at timestamptz,
        created_at timestamptz NOT NULL
      );
      CREATE INDEX decision_links_request ON approvals.decision_links (request_id);
      CREATE INDEX decision_links_user ON approvals.decision_links (user_id);

      CREATE TABLE approvals.delegations (
        id uuid PRIMARY KEY,
        delegator_id uuid NOT NULL,
        delegate_id uuid NOT NULL,
        period tstzrange NOT NULL CHECK (lower_inc(period) AND NOT upper_inc(period) AND NOT isempty(period)),
        ended_at timestamptz,
        version int NOT NULL,
        created_at timestamptz NOT NULL,
        CHECK (delegator_id <> delegate_id)
      );
      CREATE INDEX delegations_delegator ON approvals.delegations (delegator_id, lower(period) DESC, id);
      CREATE INDEX delegations_delegate ON approvals.delegations (delegate_id, lower(period) DESC, id);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP SCHEMA approvals CASCADE');
  }
}
