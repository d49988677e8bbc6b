/** The counter's words in English. */
export const counter = {
  submit: 'Receive and print (F2)',
  ifNow: 'If received now, the result is due',
  because: 'Because the procedure takes {{total}}, counted from {{from}}.',
  notCounted: 'Not counted: {{what}}.',
  cutOff: 'After {{time}}: counted from the next working day.',
  lastHour: 'In the last working hour of the day: counted from the next working day.',
  known: 'Filled in from this person’s earlier dossier. Please check.',
  completion: 'Ask for what lacks',
  completionHelp:
    'Not received yet. What was handed in is kept, and the dossier waits under “To claim” until it is complete.',
  completionReason: 'Reason, guidance',
  completionText: 'Documents that the procedure requires are missing.',
  completed: 'The request is on record',
  noItems: 'Please choose or write at least one document.',
  printCompletion: 'Print the request',
  printRefusal: 'Print the refusal',
  slipAgain: 'Print the receipt again',
  slipOpened: 'The receipt opens in another tab, to be printed.',
  slipBlocked: 'The browser blocked the tab. Please press “Print the receipt again”.',
};
