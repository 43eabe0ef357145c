import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { EmbeddedDatabase } from '../embedded-parts.js';

/** What a start does about the demo: make it, show its accounts, or leave the data alone. */
export type DemoState = 'wanted' | 'made' | 'none';

const fileIn = (dataDir: string) => join(dataDir, 'demo');

/**
 * A data folder contains the demo, gets it now, or contains somebody's own data. A file beside the database remembers which.
 * If a start was killed while it made the demo, the incomplete one is deleted: nobody has used it yet.
 */
export async function prepareDemo(dataDir: string, database: EmbeddedDatabase): Promise<DemoState> {
  const mark = await readFile(fileIn(dataDir), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
  if (mark === 'unfinished') await database.empty();
  else if (!(await database.isUntouched())) return mark === 'made' ? 'made' : 'none';
  await writeMark(dataDir, 'unfinished');
  return 'wanted';
}

export const markDemoMade = (dataDir: string): Promise<void> => writeMark(dataDir, 'made');

async function writeMark(dataDir: string, mark: 'unfinished' | 'made'): Promise<void> {
  await writeFile(fileIn(dataDir), mark, { flush: true });
}
