import { access } from './access.mutants.js';
import { approvals } from './approvals.mutants.js';
import { bookingLists } from './booking-lists.mutants.js';
import { bookings } from './bookings.mutants.js';
import { branches } from './branches.mutants.js';
import { fleet } from './fleet.mutants.js';
import { identity } from './identity.mutants.js';
import type { Mutant } from './mutant.js';
import { notifications } from './notifications.mutants.js';
import { openid } from './openid.mutants.js';
import { platform } from './platform.mutants.js';

export const mutants: readonly Mutant[] = [
  ...access,
  ...approvals,
  ...bookingLists,
  ...bookings,
  ...branches,
  ...fleet,
  ...identity,
  ...notifications,
  ...openid,
  ...platform,
];
