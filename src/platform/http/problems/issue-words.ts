/** What a validator found; only the parts that the message needs. */
export interface Issue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { key: PropertyKey })[] | undefined;
  readonly code?: string;
  readonly keys?: readonly string[];
  readonly origin?: string;
  readonly minimum?: number | bigint;
  readonly maximum?: number | bigint;
  readonly format?: string;
}

const UNITS: Readonly<Record<string, string>> = { string: ' characters', array: ' entries' };

/**
 * Rewrites the validator's messages, which name types and characters, so that they tell people what to do. A schema's own
 * messages are kept.
 */
export function issueWords({ message, code, origin = '', minimum, maximum, format }: Issue): string {
  if (code === 'invalid_type' && message.endsWith('received undefined')) return 'is required';
  const isDefault = /^(Too small|Too big|Invalid)\b/.test(message);
  if (!isDefault) return message;
  if (code === 'too_small' && origin === 'string' && Number(minimum) === 1) return 'is required';
  if (code === 'too_small' && origin === 'array' && Number(minimum) === 1) return 'must not be empty';
  if (code === 'too_small') return `must be at least ${minimum}${UNITS[origin] ?? ''}`;
  if (code === 'too_big') return `must be at most ${maximum}${UNITS[origin] ?? ''}`;
  if (code === 'invalid_format' && format === 'uuid') return 'must be an id';
  return message;
}
