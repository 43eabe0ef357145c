import { createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Actor } from '../domain/actor.js';
import type { Action, SubjectName } from '../domain/subjects.js';

export const CAN = 'motorpool:can';
export type Needed = readonly [Action, SubjectName];
export type ActingRequest = FastifyRequest & { actor?: Actor };

/** Opens a route to those who may do this to anything of the kind; the use case checks the row. */
export const Can = (action: Action, subject: SubjectName) => SetMetadata<string, Needed>(CAN, [action, subject]);

/** Who is signed in. */
export const CurrentActor = createParamDecorator(
  (_: unknown, context: ExecutionContext) => context.switchToHttp().getRequest<ActingRequest>().actor!,
);
