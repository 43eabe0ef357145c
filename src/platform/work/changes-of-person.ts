/**
 * The audit entries about a person's own objects, for the export of their data (ID-17). Each context names those objects,
 * because only it knows its tables.
 *
 * @param subjects a query for `type` and `id` of the objects; `$1` is the person
 */
export const changesTo = (subjects: string) => `
  SELECT a.id, a.at, a.actor_id AS "actorId", a.subject_type AS "subjectType", a.subject_id AS "subjectId", a.action,
         a.changes
    FROM (${subjects}) own (type, id)
    JOIN platform.audit_entries a ON a.subject_type = own.type AND a.subject_id = own.id
   ORDER BY a.id DESC`;
