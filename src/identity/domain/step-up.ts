/** How many minutes a confirmation of identity stays valid for changes of credentials or access (ID-13). */
export const STEP_UP_MINUTES = 5;
