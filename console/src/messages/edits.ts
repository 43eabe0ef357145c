/** Where somebody else has changed meanwhile what a form is about. */
export const edits = {
  changedMeanwhile: 'Someone else changed this while you had it open:',
  isNow: (label: string, text: string) => `${label} is now “${text}”.`,
  applyAgain: 'What you entered is still here. Save again to apply it.',
};
