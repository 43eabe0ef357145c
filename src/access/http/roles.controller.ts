import { Controller, Get } from '@nestjs/common';
import { z } from 'zod';
import { Answers } from '../../platform/http/answers.js';
import { roleSets } from '../domain/built-in-roles.js';
import { AccessApi } from '../use-cases/access-api.js';
import { Can } from './can.js';

const RoleAnswer = z.object({
  id: z.uuid(),
  key: z.string(),
  name: z.string(),
  description: z.string(),
  builtIn: z.boolean(),
  set: z.enum(roleSets).nullable(),
  reach: z.enum(['home', 'every', 'listed']),
  permissions: z.array(z.string()),
});

@Controller('api/v1/roles')
export class RolesController {
  constructor(private readonly access: AccessApi) {}

  @Get()
  @Can('read', 'Role')
  @Answers(200, z.object({ items: z.array(RoleAnswer), nextCursor: z.null() }), 'Every role; the list has one page.')
  async list() {
    return { items: [...(await this.access.roles()).values()], nextCursor: null };
  }
}
