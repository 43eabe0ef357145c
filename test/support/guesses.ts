import { raw, type RawAnswer } from './raw.js';

export interface Guess {
  email: string;
  password: string;
  /** The loopback address that it comes from. */
  from: string;
  headers?: Record<string, string>;
}

/** A sign-in from another address than the test's own. */
export function signInFrom(origin: string, { email, password, from, headers }: Guess): Promise<RawAnswer> {
  const body = JSON.stringify({ email, password });
  const all = { 'content-type': 'application/json', ...headers };
  return raw(origin, { method: 'POST', path: '/api/v1/session', headers: all, body, from });
}

/** 127.0.0.2, 127.0.0.3 … */
export const loopback = (index: number): string => `127.0.0.${index + 2}`;

export const randomAddress = (): string => Array.from({ length: 4 }, () => Math.ceil(Math.random() * 250)).join('.');

export const median = (values: readonly number[]): number =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)]!;
