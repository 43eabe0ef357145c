import { Module } from '@nestjs/common';
import { BookingsApi } from './use-cases/bookings-api.js';

@Module({ providers: [BookingsApi], exports: [BookingsApi] })
export class BookingsModule {}
