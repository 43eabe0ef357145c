import { type CodeBase, decorators, memberName } from './code-base.js';

const ROUTES = ['Get', 'Post', 'Put', 'Patch', 'Delete', 'All', 'Head', 'Options', 'Search', 'Sse'];
const GATES = ['Can', 'Public', 'SignedIn'];

/**
 * Routes that do not say who may call them, and controllers in files where nobody would look for one. A gate on the
 * class does not count: it would open the next method that somebody adds.
 */
export function routesWithoutGate(code: CodeBase): string[] {
  return code.sources().flatMap((path) =>
    code.classes(path).flatMap((controller) => {
      const routes = controller.members.filter((member) => decorators(member).some((name) => ROUTES.includes(name)));
      if (routes.length === 0 && !decorators(controller).includes('Controller')) return [];
      if (!path.endsWith('.controller.ts')) return [`${path}: a controller outside *.controller.ts`];
      return routes
        .filter((route) => !decorators(route).some((name) => GATES.includes(name)))
        .map((route) => `${path}: ${controller.name?.text ?? '(no name)'}.${memberName(route)}`);
    }),
  );
}
