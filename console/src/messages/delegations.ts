/** On My account and beside the approvals. */
export const delegations = {
  title: 'Delegations',
  none: 'You have no delegations.',
  from: (name: string) => `${name} decides for you`,
  to: (name: string) => `You decide for ${name}`,
  ended: 'Ended',
  person: 'Delegate to',
  choose: 'Choose a person',
  start: 'From',
  end: 'Until',
  add: 'Delegate',
  added: 'Your approvals are delegated.',
  stop: 'End',
  stopLabel: (name: string) => `End the delegation to ${name}`,
  stopped: 'The delegation has ended.',
  nobody: 'There are no other approvers in your branches. Ask an administrator to give someone the role first.',
};
