/** Longest since the person showed who they are, in minutes, for a change of credentials or of access (ID-13). */
export const STEP_UP_MINUTES = 5;
