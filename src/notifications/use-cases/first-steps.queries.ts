import { Injectable } from '@nestjs/common';
import type { Actor } from '../../access/index.js';
import { Database } from '../../platform/database/database.js';

export const firstSteps = ['branch', 'vehicle', 'people'] as const;
export type FirstStep = (typeof firstSteps)[number];

// The first person is the administrator who sets everything up.
const MISSING = `
  SELECT NOT EXISTS (SELECT FROM branches.branches) AS branch,
         NOT EXISTS (SELECT FROM fleet.vehicles) AS vehicle,
         (SELECT count(*) < 2 FROM (SELECT FROM identity.users WHERE state <> 'deleted' LIMIT 2) u) AS people`;

@Injectable()
export class FirstStepQueries {
  constructor(private readonly database: Database) {}

  /** What the organisation still has to set up before anyone can book. Empty if the actor may not set it up. */
  async missing(actor: Actor): Promise<FirstStep[]> {
    if (!actor.may('create', 'Branch')) return [];
    const missing = (await this.database.one<Record<FirstStep, boolean>>(MISSING))!;
    return firstSteps.filter((step) => missing[step]);
  }
}
