import { Controller, Get, Header } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { Documented } from '../http/openapi/operation-docs.js';
import { Public } from '../http/public.js';
import { metricsDocs } from './health.docs.js';
import { Metrics } from './metrics.js';

@Controller('metrics')
@Documented(metricsDocs)
export class MetricsController {
  constructor(private readonly told: Metrics) {}

  @Public()
  @Get()
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  @ApiOkResponse({ description: 'Prometheus text.', content: { 'text/plain': { schema: { type: 'string' } } } })
  metrics(): Promise<string> {
    return this.told.text();
  }
}
