import { appendFileSync } from 'node:fs';

/**
 * Closes the run with one plain line, and lets no test be left out unseen: where MOTORPOOL_REQUIRE names what must be
 * there (CI), a skipped or todo test fails the run, for it proves nothing and looks green.
 *
 * A script that runs jest several times names a file in MOTORPOOL_TALLY. The counts are added to it instead of printed,
 * so that the script can close with one line for all runs.
 */
export default class NoSkipsReporter {
  #skipped = [];

  onTestResult(_test, { testResults }) {
    for (const { fullName, status } of testResults) {
      if (['pending', 'todo', 'skipped', 'disabled'].includes(status)) this.#skipped.push(fullName);
    }
  }

  onRunComplete(_contexts, results) {
    const refused = this.getLastError();
    if (refused) console.error(`\n${refused.message}`);
    // A file that does not load has no failed test, and is a failure all the same.
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites + (refused ? this.#skipped.length : 0);
    const tally = process.env.MOTORPOOL_TALLY;
    if (tally) appendFileSync(tally, `${results.numPassedTests} ${failed}\n`);
    // At exit, for Jest prints its own summary after every reporter.
    else process.once('exit', () => console.log(`\n${results.numPassedTests} passed, ${failed} failed`));
  }

  /** Jest fails the run of a reporter that has an error. */
  getLastError() {
    if (!process.env.MOTORPOOL_REQUIRE || this.#skipped.length === 0) return undefined;
    return new Error(`MOTORPOOL_REQUIRE is set, and these tests did not run:\n  ${this.#skipped.join('\n  ')}`);
  }
}
