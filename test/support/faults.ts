import { LEAK } from './hostile.js';
import { inParallel } from './in-parallel.js';
import { type RawAnswer, type RawRequest, raw } from './raw.js';

const LANES = 8;
const ENOUGH = 10;

/** What is wrong with an answer: a 5xx, an error that is no problem document, a word that gives something away. */
export function faultOf(request: RawRequest, { status, headers, text }: RawAnswer): string | undefined {
  const asked = `${request.method ?? 'GET'} ${request.path.slice(0, 200)} ${request.body?.slice(0, 200) ?? ''}`;
  const told = `${asked} → ${status} ${text.slice(0, 300)}`;
  if (status >= 500) return told;
  if (status < 400) return undefined;
  if (LEAK.test(text)) return `leak: ${told}`;
  if (!String(headers['content-type']).startsWith('application/problem+json')) return `no problem document: ${told}`;
  const problem = JSON.parse(text) as Record<string, unknown>;
  // A test that has lost its session asks nothing.
  if (problem.code === 'unauthenticated') return `asked by nobody: ${told}`;
  const texts = [problem.type, problem.title, problem.code, problem.instance];
  const whole = texts.every((member) => typeof member === 'string' && member) && problem.status === status;
  return whole ? undefined : `a member is missing: ${told}`;
}

/**
 * Sends them all, and says what is wrong with the first few answers with which something is.
 *
 * @throws Error where hardly any was refused: then the requests were not hostile
 */
export async function faultsOf(origin: string, requests: readonly RawRequest[]): Promise<string[]> {
  const answers = await inParallel(requests, LANES, (request) => raw(origin, request));
  const refused = answers.filter(({ status }) => status >= 400).length;
  if (refused < requests.length / 3) throw new Error(`Only ${refused} of ${requests.length} requests were refused.`);
  return answers.flatMap((answer, index) => faultOf(requests[index]!, answer) ?? []).slice(0, ENOUGH);
}
