/** What an operator can put right. It is told in one line: a stack would only hide it. */
export class CannotStart extends Error {}
