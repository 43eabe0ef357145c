/** The sections in the order of the list, each with the permission that opens it. `panels.ts` says what they show. */
export const SECTIONS = {
  organisation: 'organisation.manage',
  branches: 'branches.manage',
  welcome: 'branches.welcome',
  locations: 'locations.manage',
  accessories: 'accessories.manage',
  groups: 'groups.manage',
  reasons: 'booking_reasons.manage',
  policies: 'booking_policies.manage',
  flows: 'approval_flows.manage',
  fields: 'organisation.manage',
  agreement: 'agreements.publish',
} as const;

export type SectionId = keyof typeof SECTIONS;
export const SECTION_IDS = Object.keys(SECTIONS) as SectionId[];
