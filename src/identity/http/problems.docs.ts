import { z } from 'zod';
import { describeProblems } from '../../platform/http/openapi/api-docs.js';

describeProblems({
  agreement_superseded: z.object({
    version: z.int().nullable().describe('The current version; null if there is none.'),
  }),
});
