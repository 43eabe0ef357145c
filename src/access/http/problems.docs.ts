import { z } from 'zod';
import { describeProblems } from '../../platform/http/openapi/api-docs.js';

describeProblems({
  role_held: z.object({
    holders: z.int().optional().describe('How many people have the role.'),
    clients: z.int().optional().describe('How many OpenID clients name the role.'),
  }),
});
