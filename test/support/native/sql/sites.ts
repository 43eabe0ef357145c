import ts from 'typescript';
import { nodes } from '../../architecture/code-base.js';
import type { Sources } from './sources.js';

/** A place where SQL is handed over. */
export interface Site {
  readonly node: ts.CallExpression | ts.ObjectLiteralExpression;
  /**
   * What it is: a call with a text and its values, a condition on the rows of an entity, a question of a sweep, or a
   * statement as an object.
   */
  readonly kind: 'text' | 'condition' | 'due' | 'object';
  /** The method that a text is given to, such as `Database.query`. */
  readonly method?: string;
  /** Whether the rows are typed as those of the answer. */
  readonly isTyped: boolean;
}

export class Sites extends Map<ts.Node, Site> {
  /** Everything that a site is a part of. */
  readonly around = new Set<ts.Node>();

  add(site: Site): void {
    this.set(site.node, site);
    for (let at: ts.Node = site.node; at && !this.around.has(at); at = at.parent) this.around.add(at);
  }
}

const ASKING = ['query', 'queryPlanned', 'one'];
const ASKING_OF: Record<string, string> = { hold: 'Database', write: 'DirectWrites' };
const LOADING = ['find', 'findAll', 'glance'];
const TYPED = ['Database', 'DirectWrites', 'Tx', 'Transaction'];
const DOORS = [...TYPED, 'Pool', 'PoolClient', 'Client', 'DataSource', 'QueryRunner'];

/** Every place of `src` where SQL is handed over. */
export function sitesOf(sources: Sources): Sites {
  const sites = new Sites();
  for (const file of sources.files) {
    for (const call of nodes(file, ts.isCallExpression)) {
      const site = siteOf(sources, call);
      if (site) sites.add(site);
    }
    for (const object of nodes(file, ts.isObjectLiteralExpression)) {
      if (isStatement(object)) sites.add({ node: object, kind: 'object', isTyped: false });
    }
  }
  return sites;
}

function siteOf(sources: Sources, node: ts.CallExpression): Site | undefined {
  if (!ts.isPropertyAccessExpression(node.expression)) return undefined;
  const { expression: receiver, name } = node.expression;
  if (ASKING.includes(name.text) || name.text in ASKING_OF) {
    const door = sources.typeName(receiver);
    if (!DOORS.includes(door) || (ASKING_OF[name.text] ?? door) !== door) return undefined;
    return { node, kind: 'text', method: `${door}.${name.text}`, isTyped: TYPED.includes(door) };
  }
  // Many things can be found; a transaction is called `tx` everywhere.
  if (LOADING.includes(name.text) && /\btx$/.test(receiver.getText()))
    return { node, kind: 'condition', isTyped: false };
  const isDue = name.text === 'add' && node.arguments.length === 4 && sources.typeName(receiver) === 'Sweeps';
  return isDue ? { node, kind: 'due', isTyped: false } : undefined;
}

/** `{ text, values }`, as `Statement` has them. */
function isStatement({ properties }: ts.ObjectLiteralExpression): boolean {
  const names = properties.map((property) => property.name?.getText());
  return names.length === 2 && names.includes('text') && names.includes('values');
}
