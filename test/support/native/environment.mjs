import { isAbsolute } from 'node:path';
import { pathToFileURL } from 'node:url';
import { TestEnvironment } from 'jest-environment-node';
import './hooks.mjs';

/** Node's environment, in which the sources can be had as Node itself loads them: see transform.mjs. */
export default class extends TestEnvironment {
  constructor(...given) {
    super(...given);
    this.global.importNatively = (specifier) =>
      import(isAbsolute(specifier) ? pathToFileURL(specifier).href : specifier);
  }
}
