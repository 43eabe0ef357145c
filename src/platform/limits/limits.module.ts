import { Global, Module } from '@nestjs/common';
import { ExpensiveActs } from './expensive-acts.js';
import { Limits } from './limits.js';

@Global()
@Module({ providers: [ExpensiveActs, Limits], exports: [ExpensiveActs, Limits] })
export class LimitsModule {}
