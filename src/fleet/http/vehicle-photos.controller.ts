import { Body, Controller, Delete, Get, Header, Param, Put, Query, Res, StreamableFile } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Actor, Can, CurrentActor } from '../../access/index.js';
import { IllegalTransition } from '../../platform/domain/domain-error.js';
import { Answers, Problems } from '../../platform/http/answers.js';
import { Documented } from '../../platform/http/openapi/operation-docs.js';
import { ReadsImage } from '../../platform/http/requests/reads.js';
import { id, IdParams } from '../../platform/http/schemas.js';
import { Expensive } from '../../platform/limits/expensive.interceptor.js';
import { FleetQueries } from '../use-cases/fleet.queries.js';
import { KeepPhoto } from '../use-cases/keep-photo.js';
import { vehiclePhotosDocs } from './fleet.docs.js';
import { VehicleAnswer } from './vehicle.schemas.js';

const MOST_BYTES = 5 * 1024 * 1024;
const content = { 'image/webp': { schema: { type: 'string' as const, format: 'binary' } } };

const PhotoQuery = z.strictObject({
  v: id.optional().describe('The version in `photoUrl`. The newest photo is always returned.'),
});
type PhotoQuery = z.output<typeof PhotoQuery>;

@Controller('api/v1/vehicles/:id/photo')
@Documented(vehiclePhotosDocs)
export class VehiclePhotosController {
  constructor(
    private readonly queries: FleetQueries,
    private readonly keepPhoto: KeepPhoto,
  ) {}

  /** Browsers check permission again after ten minutes. A new photo has a new URL, so it is seen at once. */
  @Get()
  @Can('read', 'Vehicle')
  @Header('cache-control', 'private, max-age=600')
  @ApiResponse({ status: 200, description: 'The photo, at most 1,600 pixels wide and high.', content })
  @ApiResponse({ status: 304, description: 'Not modified: you already have this photo (`If-None-Match`).' })
  async get(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParams }) { id: vehicleId }: IdParams,
    @Query({ schema: PhotoQuery }) _query: PhotoQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const photo = await this.queries.photo(actor, vehicleId);
    void reply.header('etag', `"${photo.id}"`);
    return new StreamableFile(photo.image, { type: 'image/webp', length: photo.image.length });
  }

  @Put()
  @Can('change', 'Vehicle')
  @Expensive()
  @ReadsImage(MOST_BYTES)
  @Answers(200, VehicleAnswer, 'The vehicle with its new photo. Metadata in the file is removed.')
  @Problems(IllegalTransition)
  put(@CurrentActor() actor: Actor, @Param({ schema: IdParams }) { id: vehicleId }: IdParams, @Body() file: unknown) {
    return this.keepPhoto.put(actor, vehicleId, file instanceof Buffer ? file : Buffer.alloc(0));
  }

  @Delete()
  @Can('change', 'Vehicle')
  @Answers(200, VehicleAnswer, 'The vehicle, without a photo.')
  @Problems(IllegalTransition)
  remove(@CurrentActor() actor: Actor, @Param({ schema: IdParams }) { id: vehicleId }: IdParams) {
    return this.keepPhoto.remove(actor, vehicleId);
  }
}
