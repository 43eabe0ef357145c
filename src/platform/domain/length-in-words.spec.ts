import { lengthInWords } from './length-in-words.js';

describe('lengths of time in words', () => {
  it.each([
    [0, '0 seconds'],
    [1, '1 second'],
    [1_800, '30 minutes'],
    [5_400, '1 hour 30 minutes'],
    [86_400, '1 day'],
    [180_000, '2 days 2 hours'],
  ])('%d seconds are %s', (seconds, words) => expect(lengthInWords(seconds)).toBe(words));
});
