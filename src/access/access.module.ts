import { Global, Module } from '@nestjs/common';
import { RolesController } from './http/roles.controller.js';
import { AccessApi } from './use-cases/access-api.js';
import { AccessQueries } from './use-cases/access.queries.js';

@Global()
@Module({ controllers: [RolesController], providers: [AccessQueries, AccessApi], exports: [AccessApi] })
export class AccessModule {}
