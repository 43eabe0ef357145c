/** A problem that an operator can fix. It is shown in one line, because a stack trace would only hide it. */
export class CannotStart extends Error {}
