import ts from 'typescript';
import { type CodeBase, nodes } from './code-base.js';

const WAYS_AROUND = ['getRepository', 'InjectRepository', 'InjectEntityManager', 'DataSource', 'poolOf'];

/** Code outside platform that reaches rows by another way than the unit of work. */
export function writesAroundTheUnitOfWork(code: CodeBase): string[] {
  return code
    .sources()
    .filter((path) => !path.startsWith('src/platform/'))
    .flatMap((path) => {
      const names = nodes(code.tree(path), ts.isIdentifier).filter(
        ({ text, parent }) => WAYS_AROUND.includes(text) || (text === 'manager' && ofDataSource(parent)),
      );
      return [...new Set(names.map(({ text }) => `${path}: ${text}`))];
    });
}

/** `dataSource.manager`, `this.dataSource.manager`, `this.#dataSource.manager`. */
const ofDataSource = (parent: ts.Node): boolean =>
  ts.isPropertyAccessExpression(parent) && /(?:^|[.#])dataSource$/i.test(parent.expression.getText());
