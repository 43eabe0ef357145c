import openapiTS, { astToString } from 'openapi-typescript';
import { format } from 'prettier';
import ts from 'typescript';

/**
 * The types of an OpenAPI document, as openapi-fetch reads them. openapi-typescript writes a line for each method that a path
 * does not have and for each header of each response, which nobody reads: they are left out, and the rest is kept to a size
 * that an editor and a reviewer can cope with.
 *
 * @param {object} document
 * @param {{ descriptions?: boolean }} [options] with what each field means, for those who read types rather than `/docs`
 */
export async function typesOf(document, { descriptions = false } = {}) {
  const nodes = await openapiTS(withoutHeaders(document), { silent: true, defaultNonNullable: false });
  const printed = astToString(nodes.map(withoutUnused), { formatOptions: { removeComments: !descriptions } });
  return format(printed, { parser: 'typescript', objectWrap: 'collapse', singleQuote: true, printWidth: 120 });
}

/** Clients read headers by their names from the `Response`: none has a type for them. */
function withoutHeaders(document) {
  const copy = structuredClone(document);
  for (const response of Object.values(copy.components.responses)) delete response.headers;
  delete copy.components.headers;
  return copy;
}

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

function withoutUnused(root) {
  const prune = (context) => (node) => {
    const kept = ts.isTypeLiteralNode(node)
      ? ts.factory.updateTypeLiteralNode(node, node.members.filter(usedIn(node)))
      : node;
    return ts.visitEachChild(kept, prune(context), context);
  };
  return ts.transform(root, [prune]).transformed[0];
}

/** An operation without a query keeps its `query?: never`: that refuses one that is given by mistake. */
function usedIn({ members }) {
  const names = members.map(({ name }) => name?.text);
  const isPath = METHODS.every((method) => names.includes(method));
  const unused = isPath ? METHODS : ['path', 'cookie'];
  return ({ name, type }) => {
    // Of a whole path: every parameter is an operation's own.
    if (isPath && name.text === 'parameters') return false;
    return type?.kind !== ts.SyntaxKind.NeverKeyword || !unused.includes(name.text);
  };
}
