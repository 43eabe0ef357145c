import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

export interface Block {
  language: string;
  text: string;
}

/** The code blocks of a page, in order. */
export const blocksOf = (markdown: string): Block[] =>
  [...markdown.matchAll(/```(\w+)\n(.*?)```/gs)].map(([, language, code]) => ({ language: language!, text: code! }));

/** A file that a page tells its reader to save: its first line says its name. */
const nameOf = ({ text: code }: Block): string | undefined =>
  /^(?:<\?php\n)?(?:\/\/|#) ([\w-]+\.\w+)\n/.exec(code)?.[1];

const MARK = '@@ block';

export interface Typed {
  /** What each command block printed, beside what the page shows after it, if it shows anything. */
  printed: string;
  shown: string | undefined;
}

/** Saves the files of a page, types its commands into one shell, and says what each block of them printed. */
export async function follow(page: Block[], folder: string, env: Record<string, string>): Promise<Typed[]> {
  for (const block of page) {
    const name = nameOf(block);
    if (name) await writeFile(join(folder, name), block.text);
  }
  const commands = page.flatMap(({ language, text: code }, index) => {
    const next = page[index + 1];
    return language === 'sh' ? [{ code, shown: next?.language === 'text' ? next.text : undefined }] : [];
  });
  const script = commands.map(({ code }) => `${code}\necho '${MARK}'\n`).join('');
  const shell = spawn('bash', ['-eo', 'pipefail', '-c', script], { cwd: folder, env });
  const [stdout, stderr, code] = await Promise.all([
    text(shell.stdout),
    text(shell.stderr),
    once(shell, 'close').then(([ended]: unknown[]) => ended),
  ]);
  if (code !== 0) throw new Error(`The commands end with ${String(code)}:\n${stdout}\n${stderr}`);
  const printed = stdout.split(`${MARK}\n`);
  return commands.map(({ shown }, index) => ({ printed: printed[index]!, shown }));
}

/** What is shown, line by line; `…` at the end of a line stands for anything. */
export const looksLike = (shown: string): RegExp =>
  new RegExp(`^${shown.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/…$/gm, '.*')}$`);
