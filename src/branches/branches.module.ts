import { Module } from '@nestjs/common';
import { BranchesApi } from './use-cases/branches-api.js';

@Module({ providers: [BranchesApi], exports: [BranchesApi] })
export class BranchesModule {}
