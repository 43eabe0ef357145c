/** What the OpenAPI document says of one route. */
export interface OperationDoc {
  /** The name of the method that generated clients give it; it never changes. */
  readonly operationId: string;
  /** An imperative of at most 60 characters. */
  readonly summary: string;
  /** What it does and what to know about its refusals. Who may call it is added from the route itself. */
  readonly description: string;
}

/** The documentation of each route method of a controller. */
export interface RouteDocs<Method extends string = string> {
  readonly tag: string;
  readonly routes: Readonly<Record<Method, OperationDoc>>;
}

const DOCS = 'motorpool:operation-docs';
const CALLERS = 'motorpool:callers';

type ControllerWith<Method extends string> = abstract new (...given: never[]) => Record<Method, unknown>;

/** @param tag under which the document lists the routes */
export const describeRoutes = <Method extends string>(
  tag: string,
  routes: Record<Method, OperationDoc>,
): RouteDocs<Method> => ({ tag, routes });

/** Describes the routes of a controller. The texts are in a file beside it. */
export const Documented =
  <Method extends string>(docs: RouteDocs<Method>) =>
  (controller: ControllerWith<Method>): void =>
    Reflect.defineMetadata(DOCS, docs, controller);

export function operationDocOf(controller: object, method: string): (OperationDoc & { tag: string }) | undefined {
  const docs = Reflect.getMetadata(DOCS, controller) as RouteDocs | undefined;
  const route = docs?.routes[method];
  return route && { ...route, tag: docs.tag };
}

/** States who may call a route, in a sentence. Used by the decorators that open routes. */
export const CalledBy =
  (sentence: string): MethodDecorator =>
  (_target, _key, descriptor) =>
    Reflect.defineMetadata(CALLERS, sentence, descriptor.value as object);

export const callersOf = (handler: object): string | undefined =>
  Reflect.getMetadata(CALLERS, handler) as string | undefined;
