import type { FieldProblem } from '../../../platform/domain/domain-error.js';
import type { PersonalDetails } from '../../domain/user-details.js';

/** A person as a file describes them: branches by code, groups by name, roles by key. */
export interface FilePerson extends PersonalDetails {
  branch: string;
  groups: string[];
  roles: { key: string; branches: string[] | null }[];
  canSignIn: boolean;
}

/** A line of the file; without a person if it cannot be read as one. */
export interface FileRow {
  line: number;
  email: string;
  person: FilePerson | null;
  errors: FieldProblem[];
}
