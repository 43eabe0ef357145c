import { readFileSync } from 'node:fs';
import { findPackageJSON } from 'node:module';

const { version: own } = JSON.parse(readFileSync(findPackageJSON('.', import.meta.url)!, 'utf8')) as {
  version: string;
};

/** The version of this build, as its package says. */
export const version = own;
