import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const NOT_OURS = new Set(['node_modules', 'dist', 'coverage', 'test/output', '.git', '.data']);

/** The files of the repository by their path, as the architecture checks read them. */
export class CodeBase {
  readonly #trees = new Map<string, ts.SourceFile>();

  private constructor(private readonly files: ReadonlyMap<string, () => string>) {}

  /** What lies on the disk under `root`. */
  static read(root: string): CodeBase {
    const files = new Map<string, () => string>();
    const walk = (folder: string): void => {
      for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
        const path = folder ? `${folder}/${entry.name}` : entry.name;
        if (entry.isDirectory()) {
          if (!NOT_OURS.has(path)) walk(path);
        } else {
          files.set(path, () => readFileSync(join(root, path), 'utf8'));
        }
      }
    };
    walk('');
    return new CodeBase(files);
  }

  /** Made-up files, to see a check fail. */
  static of(files: Record<string, string>): CodeBase {
    return new CodeBase(new Map(Object.entries(files).map(([path, text]) => [path, () => text])));
  }

  paths(pattern: RegExp): string[] {
    return [...this.files.keys()].filter((path) => pattern.test(path)).sort();
  }

  has(path: string): boolean {
    return this.files.has(path);
  }

  /** The text of a file; empty where there is none. */
  text(path: string): string {
    return this.files.get(path)?.() ?? '';
  }

  /** TypeScript of `src` that is not a test. */
  sources(): string[] {
    return this.paths(/^src\/.*\.ts$/).filter((path) => !path.endsWith('.spec.ts'));
  }

  /** The bounded contexts: every folder of `src` but the ground under them and the demo data above them. */
  contexts(): string[] {
    const folders = this.paths(/^src\/[^/]+\//).map((path) => path.split('/')[1]!);
    return [...new Set(folders)].filter((folder) => folder !== 'platform' && folder !== 'standalone');
  }

  tree(path: string): ts.SourceFile {
    let tree = this.#trees.get(path);
    if (!tree) {
      tree = ts.createSourceFile(path, this.text(path), ts.ScriptTarget.Latest, true);
      this.#trees.set(path, tree);
    }
    return tree;
  }

  classes(path: string): ts.ClassLikeDeclaration[] {
    return nodes(this.tree(path), ts.isClassLike);
  }
}

/** Every node below `root` that the guard accepts. */
export function nodes<N extends ts.Node>(root: ts.Node, guard: (node: ts.Node) => node is N): N[] {
  const found: N[] = [];
  const visit = (node: ts.Node): void => {
    if (guard(node)) found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(root);
  return found;
}

/** The names of the decorators on a class or one of its members: `Can` for `@Can('read', 'Booking')`. */
export function decorators(node: ts.Node): string[] {
  if (!ts.canHaveDecorators(node)) return [];
  return (ts.getDecorators(node) ?? []).map(({ expression }) => {
    const called = ts.isCallExpression(expression) ? expression.expression : expression;
    return called.getText().split('.').at(-1)!;
  });
}

export const memberName = (member: ts.ClassElement): string => member.name?.getText() ?? '';
