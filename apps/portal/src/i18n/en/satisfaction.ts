/** Words of the satisfaction page. */
export const satisfaction = {
  title: 'Satisfaction',
  intro:
    'Citizens answer once for each dossier, without a name. A group of fewer than {{least}} forms shows only its number. Intervals are of 95% confidence.',
  from: 'From month',
  to: 'To month',
  by: 'Group by',
  groupings: { agency: 'Agency', procedure: 'Procedure', month: 'Month', step: 'Late step' },
  forms: 'Forms',
  question: 'Question',
  answered: 'Answers',
  mean: 'Mean score (1–5)',
  satisfied: 'Satisfied',
  interval: 'Interval',
  overall: 'The service as a whole',
  tooFew: '{{forms}} forms, fewer than the {{least}} needed to show results.',
  none: 'No form has come in this period.',
  groups: 'By {{by}}',
  comments: 'In their own words',
  noComments: 'Nothing was written in this period.',
  low: 'Dissatisfied',
};
