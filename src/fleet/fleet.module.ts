import { Module } from '@nestjs/common';
import { FleetApi } from './use-cases/fleet-api.js';

@Module({ providers: [FleetApi], exports: [FleetApi] })
export class FleetModule {}
