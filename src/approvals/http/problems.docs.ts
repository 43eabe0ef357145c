import { z } from 'zod';
import { describeProblems } from '../../platform/http/openapi/api-docs.js';
import { id, instantOut } from '../../platform/http/schemas.js';

describeProblems({
  already_decided: z.object({
    state: z.string().describe('What was decided.'),
    decidedBy: id.nullable().describe('Who decided; null if no one did.'),
    decidedAt: instantOut.nullable().describe('When it was decided.'),
    step: z.int().optional().describe('Index of the step that was decided, from 0. Left out if no step was decided.'),
    bookingId: id.optional().describe('The booking of a series that was decided. Left out for other requests.'),
  }),
  flow_in_use: z.object({ vehicles: z.int().optional().describe('How many vehicles use the flow.') }),
});
