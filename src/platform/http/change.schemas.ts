import { z } from 'zod';
import { id, instantOut } from './schemas.js';

const FieldChange = z
  .object({ field: z.string(), before: z.unknown(), after: z.unknown() })
  .meta({ id: 'FieldChange' });

/** One line of a history, from the audit trail. */
export const ChangeAnswer = z
  .object({
    id,
    at: instantOut,
    actorId: id.nullable(),
    actorName: z.string().nullable(),
    subjectType: z.string(),
    subjectId: id,
    subjectName: z.string().nullable(),
    action: z.string(),
    changes: z.array(FieldChange),
  })
  .meta({ id: 'Change' });
