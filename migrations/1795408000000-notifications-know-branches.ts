import type { MigrationInterface, QueryRunner } from 'typeorm';

/** RP-13: a mail knows what it is about, so that staff of its reader's branch do not read of another one. */
export class NotificationsKnowBranches1795408000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE notifications.mails
        ADD COLUMN about_reader boolean NOT NULL DEFAULT false,
        ADD COLUMN branch_id uuid,
        ADD CONSTRAINT mails_about CHECK (NOT about_reader OR branch_id IS NULL);
      COMMENT ON COLUMN notifications.mails.about_reader IS 'Whether it is about nothing but its reader, as mails about accounts.';
      COMMENT ON COLUMN notifications.mails.branch_id IS
        'The branch that any other is about; null where there is none, or several: whoever reaches every branch sees it.';
      UPDATE notifications.mails SET about_reader = true
       WHERE template IN ('verification', 'invitation', 'already-registered', 'address-wanted', 'password-reset',
                          'no-password-reset', 'email-change', 'credential-changed', 'new-sign-in', 'user-approved',
                          'user-rejected');`);
    // A mail of before is known by its event, which is kept for 30 days, by its reminder, or by its entries in calendars. It
    // gets the branch that all of that agrees on; where a booking or a vehicle has gone to another since, it gets none.
    await queryRunner.query(`
      WITH told AS MATERIALIZED (
        SELECT m.id AS mail_id, o.payload AS event, r.booking_id AS reminded, e.entry
          FROM notifications.mails m
          LEFT JOIN platform.outbox o ON o.id = m.event_id
          LEFT JOIN notifications.reminders r ON r.event_id = m.event_id
          LEFT JOIN LATERAL (SELECT entry FROM jsonb_path_query(m.calendar, '$[*]') AS entry
                              WHERE o.id IS NULL AND r.event_id IS NULL) e ON true
         WHERE NOT m.about_reader AND m.template <> 'pending-user'
      ), bookings AS MATERIALIZED (
        SELECT mail_id, reminded::text AS booking_id, NULL AS place FROM told WHERE reminded IS NOT NULL
        UNION ALL SELECT mail_id, jsonb_path_query(event, '$.**.bookingId') #>> '{}', NULL FROM told
        UNION ALL SELECT mail_id, split_part(entry->>'uid', '@', 1), entry->>'location' FROM told WHERE entry IS NOT NULL
      ), booked AS MATERIALIZED (
        SELECT t.mail_id, t.place, k.branch_id, k.vehicle_id
          FROM bookings t LEFT JOIN bookings.bookings k ON k.id::text = t.booking_id
      ), evidence AS (
        SELECT mail_id, branch_id::text FROM booked
        UNION ALL SELECT k.mail_id, v.branch_id::text FROM booked k JOIN fleet.vehicles v ON v.id = k.vehicle_id
        -- By the name that the entry gives, so that a booking that moved afterwards tells nothing.
        UNION ALL SELECT k.mail_id, CASE b.name WHEN k.place THEN b.id::text END
                    FROM booked k JOIN branches.branches b ON b.id = k.branch_id WHERE k.place IS NOT NULL
        UNION ALL SELECT mail_id, jsonb_path_query(event, '$.**.branchId') #>> '{}' FROM told
        UNION ALL SELECT t.mail_id, v.branch_id::text
                    FROM (SELECT mail_id, jsonb_path_query(event, '$.**.vehicleId') #>> '{}' AS vehicle_id FROM told) t
                    LEFT JOIN fleet.vehicles v ON v.id::text = t.vehicle_id
        UNION ALL SELECT t.mail_id, u.branch_id::text
                    FROM told t JOIN identity.users u ON u.id::text = t.event->>'delegatorId'
      )
      UPDATE notifications.mails m SET branch_id = found.branches[1]::uuid
        FROM (SELECT mail_id, array_agg(DISTINCT branch_id) AS branches FROM evidence GROUP BY mail_id) found
       WHERE m.id = found.mail_id AND cardinality(found.branches) = 1`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE notifications.mails DROP COLUMN branch_id, DROP COLUMN about_reader');
  }
}
