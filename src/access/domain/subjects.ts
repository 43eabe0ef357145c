/** What kind of thing a permission is about; the names of the glossary. */
export type SubjectName =
  | 'OwnAccount'
  | 'Organisation'
  | 'Branch'
  | 'Group'
  | 'Role'
  | 'User'
  | 'History'
  | 'Agreement'
  | 'OidcClient'
  | 'Mail'
  | 'Vehicle'
  | 'ApprovalFlow'
  | 'ApprovalRequest'
  | 'BookingReason'
  | 'Booking';

export type Action =
  | 'read'
  | 'create'
  | 'change'
  | 'verify'
  | 'quick_verify'
  | 'suspend'
  | 'assign_roles'
  | 'delete'
  | 'import'
  | 'book'
  | 'book_for'
  | 'cancel'
  | 'decide';
