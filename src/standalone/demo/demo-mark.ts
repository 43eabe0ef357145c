import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { EmbeddedDatabase } from '../embedded-parts.js';

/** What a start has to do with the demo: make it, show who may sign in to it, or leave the data alone. */
export type DemoState = 'wanted' | 'made' | 'none';

const fileIn = (dataDir: string) => join(dataDir, 'demo');

/**
 * A data folder has the demo, gets it now, or holds data of somebody's own. A file beside the database remembers which:
 * where a start was killed while it made the demo, the half of it is thrown away, as nobody was told of it yet.
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
