import { oneOf, type Search, textIn } from '../search-params';
import { SECTION_IDS, type SectionId } from './sections';

export interface SettingsSearch {
  section?: SectionId;
  /** The branch that a section is about. */
  branchId?: string;
  /** What is open in a sheet: the id of a thing, or `new`. */
  open?: string;
}

export const readSettingsSearch = (search: Search): SettingsSearch => ({
  section: oneOf(search, 'section', SECTION_IDS),
  branchId: textIn(search, 'branchId'),
  open: textIn(search, 'open'),
});
