import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

/** Why data cannot be kept in that folder, in a line that begins with the setting; undefined if they can. */
export async function folderProblem(setting: string, folder: string): Promise<string | undefined> {
  const path = resolve(folder);
  const proof = join(path, `.writable-${process.pid}`);
  try {
    await mkdir(path, { recursive: true });
    await writeFile(proof, 'x', { flush: true });
    await rm(proof);
    return undefined;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return `${setting}: ${path} cannot be written to (${code}); expected a folder that this user can write to, on a disk with free space`;
  }
}
