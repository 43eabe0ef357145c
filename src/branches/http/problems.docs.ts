import { z } from 'zod';
import { describeProblems } from '../../platform/http/openapi/api-docs.js';

describeProblems({
  in_use: z.object({
    vehicles: z.int().optional().describe('How many vehicles have it.'),
    users: z.int().optional().describe('How many people have it.'),
  }),
});
