import type { ComponentType } from 'react';
import { AgreementSection } from './agreement-section';
import { BranchesSection } from './branches-section';
import { AccessoriesSection, GroupsSection, LocationsSection } from './belongings-section';
import { FieldsSection } from './rules/fields-section';
import { FlowsSection } from './rules/flows-section';
import { OrganisationSection } from './organisation-section';
import { PoliciesSection } from './rules/policies-section';
import { ReasonsSection } from './rules/reasons-section';
import type { SectionId } from './sections';
import { WelcomeSection } from './welcome-section';

/** What each section shows: a component that renders a `SettingsPanel`. */
export const PANELS: Record<SectionId, ComponentType> = {
  organisation: OrganisationSection,
  branches: BranchesSection,
  welcome: WelcomeSection,
  locations: LocationsSection,
  accessories: AccessoriesSection,
  groups: GroupsSection,
  reasons: ReasonsSection,
  policies: PoliciesSection,
  flows: FlowsSection,
  fields: FieldsSection,
  agreement: AgreementSection,
};
