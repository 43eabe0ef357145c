import { Controller, Get } from '@nestjs/common';
import { z } from 'zod';
import { Answers, Problems } from '../http/answers.js';
import { Public } from '../http/public.js';
import { Unavailable } from '../domain/domain-error.js';
import { Readiness } from './readiness.js';
import { Documented } from '../http/openapi/operation-docs.js';
import { healthDocs } from './health.docs.js';

const Health = z.object({ status: z.literal('ok') }).meta({ id: 'Health' });

@Controller('health')
@Documented(healthDocs)
export class HealthController {
  constructor(private readonly readiness: Readiness) {}

  @Public()
  @Get('live')
  @Answers(200, Health, 'The process is alive.')
  live() {
    return { status: 'ok' };
  }

  @Public()
  @Get('ready')
  @Answers(200, Health, 'The service can serve; 503 names the part that cannot.')
  @Problems(Unavailable)
  async ready() {
    await this.readiness.ensure();
    return { status: 'ok' };
  }
}
