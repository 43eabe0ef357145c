import { Injectable } from '@nestjs/common';
import { InvalidInput } from '../../../platform/domain/domain-error.js';
import { isBuiltAround, isGuessable } from '../../domain/guessable.js';

/** Limits for zxcvbn, so that no password keeps it busy: at most 60 ms for 100 characters, measured. */
const BOUNDS = {
  maxLength: 100,
  l33tMaxSubstitutions: 2,
  l33tTable: { a: ['4', '@'], e: ['3'], i: ['1', '!'], o: ['0'], s: ['$', '5'], t: ['7'] },
};

/** The dictionaries take 0.3 s and some 40 MB. A worker, where nobody chooses a password, never loads them. */
async function load() {
  const [{ ZxcvbnFactory }, common, english] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
    import('@zxcvbn-ts/language-en'),
  ]);
  return new ZxcvbnFactory({
    ...BOUNDS,
    dictionary: { ...common.dictionary, ...english.dictionary },
    graphs: common.adjacencyGraphs,
    translations: english.translations,
  });
}

/** Loaded once in a process, when somebody first chooses a password. */
let loading: ReturnType<typeof load> | undefined;
const loaded = () => (loading ??= load());

/** ID-10: refuses passwords that are on every attacker's list, or built from what is known about the person. */
@Injectable()
export class GuessablePasswords {
  /**
   * This is heavy work: never call it inside a transaction.
   *
   * @param context words that the password must not be built from
   * @throws InvalidInput with the reason and a suggestion
   */
  async ensureNotGuessable(password: string, context: readonly string[]): Promise<void> {
    if (isBuiltAround(password, context))
      throw guessablePassword('is based on a name or an address that is easy to find out');
    const zxcvbn = await loaded();
    const { guessesLog10, feedback } = zxcvbn.check(password, [...context]);
    if (!isGuessable(password, guessesLog10)) return;
    throw guessablePassword(`is easy to guess${feedback.warning ? `: ${feedback.warning.replace(/\.$/, '')}` : ''}`);
  }
}

function guessablePassword(reason: string): InvalidInput {
  const message = `${reason}. Use four or more words that have nothing to do with each other or with you`;
  return new InvalidInput([{ field: 'password', code: 'guessable_password', message }]);
}
