import { Module } from '@nestjs/common';
import { IdentityApi } from './use-cases/identity-api.js';

@Module({ providers: [IdentityApi], exports: [IdentityApi] })
export class IdentityModule {}
