import { Injectable } from '@nestjs/common';
import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import * as common from '@zxcvbn-ts/language-common';
import * as english from '@zxcvbn-ts/language-en';
import { InvalidInput } from '../../platform/domain/domain-error.js';
import { isBuiltAround, isGuessable } from '../domain/guessable.js';

/** What zxcvbn looks at, so that no password keeps it busy: 60 ms for the worst of 100 characters, measured. */
const BOUNDS = {
  maxLength: 100,
  l33tMaxSubstitutions: 2,
  l33tTable: { a: ['4', '@'], e: ['3'], i: ['1', '!'], o: ['0'], s: ['$', '5'], t: ['7'] },
};

/** Loaded once a process: the dictionaries take 0.3 s and some 40 MB. */
const zxcvbn = new ZxcvbnFactory({
  ...BOUNDS,
  dictionary: { ...common.dictionary, ...english.dictionary },
  graphs: common.adjacencyGraphs,
  translations: english.translations,
});

/** ID-10: refuses what is on every attacker's list, or built from what is known of the person. */
@Injectable()
export class GuessablePasswords {
  /**
   * It keeps the processor busy: never call it inside a transaction.
   *
   * @param context words that the password must not be built around
   * @throws InvalidInput with the reason and a suggestion
   */
  ensureNotGuessable(password: string, context: readonly string[]): void {
    if (isBuiltAround(password, context)) throw refusal('is built around a name or an address that is known');
    const { guessesLog10, feedback } = zxcvbn.check(password, [...context]);
    if (!isGuessable(password, guessesLog10)) return;
    throw refusal(`is easy to guess${feedback.warning ? `: ${feedback.warning.replace(/\.$/, '')}` : ''}`);
  }
}

function refusal(reason: string): InvalidInput {
  const message = `${reason}. Take four or more words that have nothing to do with each other or with you`;
  return new InvalidInput([{ field: 'password', code: 'guessable_password', message }]);
}
