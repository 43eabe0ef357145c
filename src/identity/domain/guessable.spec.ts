import { contextWords, isBuiltAround, isGuessable } from './guessable.js';

const words = contextWords({ email: 'ada.king@Lovelace.example', name: 'Ada King-Noel' }, 'Kea Flying Club');

describe('guessable passwords', () => {
  it('security item 34: the words of product, organisation, address and name are known, whole and in parts', () => {
    expect(words).toEqual(
      expect.arrayContaining(['motorpool', 'keaflyingclub', 'flying', 'ada', 'king', 'lovelace', 'noel', 'ada.king']),
    );
    expect(words.every((word) => word.length >= 3 && word === word.toLowerCase())).toBe(true);
  });

  it('security item 34: built around them is what leaves little without them, however disguised', () => {
    for (const password of ['m0t0rp00l2026!!', 'AdaKingAdaKing12', 'Kea Flying Club!', 'l0v3l@ce.example'])
      expect([password, isBuiltAround(password, words)]).toEqual([password, true]);
    for (const password of [
      'ada rows past nine lanterns',
      'copper kettle on a slow train',
      'motorpool of nine lanterns',
    ])
      expect([password, isBuiltAround(password, words)]).toEqual([password, false]);
  });

  it('ID-10: ten orders of magnitude are needed, and other scripts count for more than zxcvbn thinks', () => {
    expect([isGuessable('x', 9.9), isGuessable('x', 10)]).toEqual([true, false]);
    expect([isGuessable('éééé', 5), isGuessable('ä🚗漢ä🚗漢', 5)]).toEqual([true, false]);
  });
});
