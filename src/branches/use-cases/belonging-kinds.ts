import { Accessory, Group, Location } from '../domain/belonging.js';

/** How the three kinds of belongings differ; they share everything else (BR-2). */
export const GROUPS = { type: Group, subject: 'Group', manage: 'groups.manage', table: 'branches.groups' } as const;
export const LOCATIONS = {
  type: Location,
  subject: 'Location',
  manage: 'locations.manage',
  table: 'branches.locations',
} as const;
export const ACCESSORIES = {
  type: Accessory,
  subject: 'Accessory',
  manage: 'accessories.manage',
  table: 'branches.accessories',
} as const;

export type BelongingDefinition = typeof GROUPS | typeof LOCATIONS | typeof ACCESSORIES;
