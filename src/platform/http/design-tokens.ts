import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The custom properties that the pages share with the console, as CSS. */
export const designTokens = readFileSync(join(import.meta.dirname, 'tokens.css'), 'utf8');
