import { applyDecorators, createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { CalledBy } from '../../platform/http/openapi/operation-docs.js';
import type { Actor } from '../domain/actor.js';
import { catalogue, everybodyMay, everybodyMayWithOwn, permissionKeys } from '../domain/permissions.js';
import type { Action, SubjectName } from '../domain/subjects.js';

export const CAN = 'motorpool:can';
export type Needed = readonly [Action, SubjectName];
export type ActingRequest = FastifyRequest & { actor?: Actor };

/** Opens a route to users who may do this to at least some rows of this kind; the use case then checks the row. */
export const Can = (action: Action, subject: SubjectName): MethodDecorator =>
  applyDecorators(SetMetadata<string, Needed>(CAN, [action, subject]), CalledBy(whoMay(action, subject)));

/** Says in a sentence who may call the route, for readers of the OpenAPI document. */
function whoMay(action: Action, subject: SubjectName): string {
  if (everybodyMay.some(([may, about]) => may === action && about === subject))
    return 'Everyone who is signed in can call it.';
  const opening = permissionKeys.filter((key) =>
    catalogue[key].allows.some(([may, about]) => may === action && about === subject),
  );
  const own = everybodyMayWithOwn.some(([may, about]) => may === action && about === subject);
  const needed = opening.map((key) => `\`${key}\``).join(' or ');
  return own ? `You can always do this for yourself; otherwise it needs ${needed}.` : `Needs ${needed}.`;
}

/** The signed-in user. */
export const CurrentActor = createParamDecorator(
  (_: unknown, context: ExecutionContext) => context.switchToHttp().getRequest<ActingRequest>().actor!,
);
