/** Bookings of one person, 50 vehicles × 10 days × 20 hours. $1 the person, $2 the reason, $3 the branch, $4 days until the first. */
export const MANY_OF_ONE = `
  INSERT INTO bookings.bookings (id, vehicle_id, branch_id, booker_id, originator_id, period, state, reason_id,
                                 passenger_ids, whole_vehicle, notes, version, created_at)
  SELECT gen_random_uuid(), v.id, v.branch_id, $1, $1, tstzrange(h, h + interval '1 hour'), 'confirmed', $2, '{}', false,
         'one of many', 1, now()
    FROM (SELECT * FROM fleet.vehicles WHERE branch_id = $3 LIMIT 50) v,
         generate_series(0, 9) day, generate_series(0, 19) hour,
         LATERAL (SELECT date_trunc('day', now()) + make_interval(days => $4 + day, hours => hour) AS h) t`;

/** Requests for approval and histories of every kind, beside the bookings that there are. */
export const MORE_ROWS = `
  INSERT INTO approvals.requests (id, booking_id, flow_id, vehicle_id, branch_id, booker_id, originator_id, period, state,
                                  reasons, require_second_person, steps, step, excluded, decided_by, decided_at,
                                  lapses_at, reminders_at, version, created_at)
  SELECT gen_random_uuid(), b.id, gen_random_uuid(), b.vehicle_id, b.branch_id, b.booker_id, b.originator_id, b.period,
         CASE WHEN n % 50 = 0 AND lower(b.period) > now() THEN 'pending' ELSE 'approved' END, '{always}', false,
         '[{"name": "Approval", "approverRoleId": null, "decidedBy": null, "note": null, "decidedFor": null,
            "decidedAt": null, "state": "approved"}]', 0, ARRAY[b.booker_id],
         CASE WHEN n % 50 = 0 AND lower(b.period) > now() THEN NULL ELSE b.originator_id END,
         CASE WHEN n % 50 = 0 AND lower(b.period) > now() THEN NULL ELSE now() END, lower(b.period), '{}', 1, now()
    FROM (SELECT *, row_number() OVER () AS n FROM bookings.bookings) b WHERE n % 5 = 0;
  INSERT INTO platform.audit_entries (id, at, actor_id, subject_type, subject_id, action, changes)
  SELECT gen_random_uuid(), created_at, booker_id, 'Booking', id, 'booked', '[]' FROM bookings.bookings;
  INSERT INTO identity.sign_ins (id, at, user_id, method, outcome, address)
  SELECT gen_random_uuid(), lower(period), booker_id, 'password', 'ok', '192.0.2.1' FROM bookings.bookings;
  INSERT INTO notifications.mails (id, event_id, template, user_id, to_address, subject, model, message_id, state, sent_at,
                                   branch_id)
  SELECT gen_random_uuid(), gen_random_uuid(), 'booking-confirmed', booker_id, 'driver@fleet.example', 'Booked', '{}',
         id::text, 'sent', now(), branch_id FROM bookings.bookings;
  INSERT INTO fleet.unavailability (id, vehicle_id, period, note, created_by, created_at)
  SELECT gen_random_uuid(), id, tstzrange(now() + make_interval(days => 200 + n), now() + make_interval(days => 201 + n)),
         'Service', id, now() FROM fleet.vehicles, generate_series(0, 40, 2) n`;
