import ts from 'typescript';
import { type CodeBase, decorators } from './code-base.js';

const HANDLER = ['On', 'OnCommitting'];
const ROOM = /^src\/[^/]+\/listeners\//;
/** The file of a mail holds its listeners, so that who gets it is read beside what it says. */
const MAILS = /^src\/notifications\/mails\/[^/]+\//;
const NAME = /\/[a-z0-9]+(?:-[a-z0-9]+)*-when-[a-z0-9]+(?:-[a-z0-9]+)*\.ts$/;

/** Event handlers where nobody looks for them, and files of `listeners/` that are not one handler under its name. */
export function listenersOutOfPlace(code: CodeBase): string[] {
  return code.sources().flatMap((path) => {
    const handlers = code
      .classes(path)
      .flatMap((listener) => [...listener.members].filter(ts.isMethodDeclaration))
      .filter((method) => decorators(method).some((name) => HANDLER.includes(name))).length;
    if (MAILS.test(path)) return [];
    if (!ROOM.test(path)) return handlers > 0 ? [`${path}: an event handler outside listeners/`] : [];
    const faults: string[] = [];
    if (handlers !== 1) faults.push(`${path}: ${handlers} handlers, one expected`);
    if (!NAME.test(path)) faults.push(`${path}: not named <verb>-when-<event>.ts`);
    return faults;
  });
}
