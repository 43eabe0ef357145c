import { hash, randomBytes } from 'node:crypto';

/** 256 random bits, fit for a URL (ID-9). */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** How a token is stored: someone who reads the database cannot use it. A random token needs no salt and no slow hash. */
export const hashToken = (token: string): Buffer => hash('sha256', token, 'buffer');
