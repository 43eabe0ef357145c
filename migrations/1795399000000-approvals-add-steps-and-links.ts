import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ApprovalsAddStepsAndLinks1795399000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE approvals.flows
        ADD COLUMN steps jsonb NOT NULL DEFAULT '[{"name": "Approval", "approverRoleId": null}]',
        ADD COLUMN no_answer jsonb;
      ALTER TABLE approvals.flows ALTER COLUMN steps DROP DEFAULT;

      ALTER TABLE approvals.requests
        ADD COLUMN steps jsonb,
        ADD COLUMN step int NOT NULL DEFAULT 0,
        ADD COLUMN step_role_id uuid,
        ADD COLUMN excluded uuid[],
        ADD COLUMN decided_for uuid,
        ADD COLUMN lapses_at timestamptz,
        ADD COLUMN escalates_at timestamptz,
        ADD COLUMN reminders_at timestamptz[] NOT NULL DEFAULT '{}',
        ADD COLUMN stranded_at timestamptz;
      UPDATE approvals.requests SET
        lapses_at = lower(period),
        excluded = CASE WHEN require_second_person AND originator_id <> booker_id THEN ARRAY[booker_id, originator_id]
                        ELSE ARRAY[booker_id] END,
        steps = jsonb_build_array(jsonb_build_object(
          'name', 'Approval', 'approverRoleId', NULL,
          'state', CASE WHEN state IN ('approved', 'declined') THEN state ELSE 'waiting' END,
          'decidedBy', decided_by, 'decidedFor', NULL, 'note', note,
          'decidedAt', to_char(decided_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')));
      ALTER TABLE approvals.requests
        ALTER COLUMN steps SET NOT NULL,
        ALTER COLUMN step DROP DEFAULT,
        ALTER COLUMN excluded SET NOT NULL,
        ALTER COLUMN lapses_at SET NOT NULL,
        ALTER COLUMN reminders_at DROP DEFAULT;

      -- What waits is few among what was decided: these stay small, whatever the years bring.
      CREATE INDEX requests_waiting ON approvals.requests (lower(period), id) WHERE state = 'pending';
      CREATE INDEX requests_waiting_in_branch ON approvals.requests (branch_id, lower(period), id)
        INCLUDE (step_role_id, excluded) WHERE state = 'pending';
      CREATE INDEX requests_lapsing ON approvals.requests (lapses_at) WHERE state = 'pending';
      CREATE INDEX requests_reminding ON approvals.requests ((reminders_at[1])) WHERE state = 'pending';
      CREATE INDEX requests_escalating ON approvals.requests (escalates_at) WHERE state = 'pending';
      CREATE INDEX requests_by_vehicle ON approvals.requests (vehicle_id, lower(period), id);
      CREATE INDEX requests_by_booker ON approvals.requests (booker_id, lower(period), id);
      CREATE INDEX requests_by_originator ON approvals.requests (originator_id);
      CREATE INDEX requests_by_decider ON approvals.requests (decided_by);
      CREATE INDEX requests_by_flow ON approvals.requests (flow_id);

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
    await queryRunner.query(`
      DROP TABLE approvals.delegations, approvals.decision_links;
      ALTER TABLE approvals.flows DROP COLUMN steps, DROP COLUMN no_answer;
      DROP INDEX approvals.requests_waiting, approvals.requests_waiting_in_branch, approvals.requests_lapsing,
        approvals.requests_reminding, approvals.requests_escalating, approvals.requests_by_vehicle,
        approvals.requests_by_booker, approvals.requests_by_originator, approvals.requests_by_decider,
        approvals.requests_by_flow;
      ALTER TABLE approvals.requests
        DROP COLUMN steps, DROP COLUMN step, DROP COLUMN step_role_id, DROP COLUMN excluded, DROP COLUMN decided_for,
        DROP COLUMN lapses_at, DROP COLUMN escalates_at, DROP COLUMN reminders_at, DROP COLUMN stranded_at;
    `);
  }
}
