import { TooManyRequests } from './domain-error.js';

const LIMIT = { name: 'sign-ins', most: 5, windowSeconds: 3_600 };

describe('TooManyRequests', () => {
  it.each([
    [1, 'Try again in 1 second.'],
    [45, 'Try again in 45 seconds.'],
    [121, 'Try again in 3 minutes.'],
    [3_597, 'Try again in 1 hour.'],
    [86_400, 'Try again in 1 day.'],
  ])('says how long %d seconds are as people do', (seconds, text) => {
    expect(new TooManyRequests(seconds, LIMIT).message).toBe(text);
  });
});
