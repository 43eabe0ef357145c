import type { FastifyRequest } from 'fastify';
import { CrossOrigin, ensureSameOrigin } from './same-origin.js';

const ours = 'https://fleet.test';
const allowed = (method: string, headers: Record<string, string>) => {
  try {
    ensureSameOrigin({ method, headers } as unknown as FastifyRequest, ours);
    return true;
  } catch (error) {
    if (error instanceof CrossOrigin) return false;
    throw error;
  }
};

describe('ensureSameOrigin', () => {
  it('security item 17: a change by cookie comes from our own origin', () => {
    expect(allowed('POST', { cookie: 'x', origin: ours })).toBe(true);
    expect(allowed('POST', { cookie: 'x', 'sec-fetch-site': 'same-origin' })).toBe(true);
    expect(allowed('POST', { cookie: 'x' })).toBe(false);
    expect(allowed('POST', { origin: 'https://evil.test' })).toBe(false);
    expect(allowed('POST', { 'sec-fetch-site': 'cross-site' })).toBe(false);
    expect(allowed('POST', {})).toBe(true);
    expect(allowed('GET', { cookie: 'x', origin: 'https://evil.test' })).toBe(true);
  });

  it('a form under no-referrer sends the origin null, and the browser vouches for it', () => {
    expect(allowed('POST', { origin: 'null', 'sec-fetch-site': 'same-origin' })).toBe(true);
    expect(allowed('POST', { origin: 'null', 'sec-fetch-site': 'cross-site' })).toBe(false);
    expect(allowed('POST', { origin: 'null' })).toBe(false);
  });
});
