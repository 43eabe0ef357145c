import { isRequired } from './required.js';

const redis = process.env.TEST_REDIS_URL;
if (!redis && isRequired('redis')) throw new Error('The Redis back end is required here.');

/** Both that the queue runs on, for `describe.each`: what a deployment is started with. */
export const queueBackEnds: { queue: string; settings: Record<string, string> }[] = [
  { queue: 'PostgreSQL', settings: {} },
  ...(redis ? [{ queue: 'Redis', settings: { REDIS_URL: redis } }] : []),
];
