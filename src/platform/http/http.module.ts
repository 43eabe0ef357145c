import { Module } from '@nestjs/common';
import { APP_FILTER, APP_INTERCEPTOR, APP_PIPE, DiscoveryModule } from '@nestjs/core';
import { ExpensiveInterceptor } from '../limits/expensive.interceptor.js';
import { AnswerMaker } from './answer-maker.js';
import { AnswerInterceptor } from './answers.js';
import { IdempotencyInterceptor } from './requests/idempotency.interceptor.js';
import { PreconditionInterceptor } from './requests/precondition.interceptor.js';
import { ProblemFilter } from './problems/problem-filter.js';
import { validationPipe } from './requests/validation.js';

/**
 * What every request passes through: validation, idempotency, preconditions, answers by schema, problems. They run in this
 * order.
 */
@Module({
  imports: [DiscoveryModule],
  providers: [
    AnswerMaker,
    { provide: APP_FILTER, useClass: ProblemFilter },
    { provide: APP_PIPE, useFactory: validationPipe },
    { provide: APP_INTERCEPTOR, useClass: ExpensiveInterceptor },
    { provide: APP_INTERCEPTOR, useClass: AnswerInterceptor },
    { provide: APP_INTERCEPTOR, useClass: IdempotencyInterceptor },
    { provide: APP_INTERCEPTOR, useClass: PreconditionInterceptor },
  ],
})
export class HttpModule {}
