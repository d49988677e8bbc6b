/** Words of the replay's slider in English. */
export const track = {
  idle: '{{days}} idle days',
  idleBetween: 'Nothing happened for {{days}} days',
  keys: 'Keys: ← → by event, PgUp PgDn by day.',
  valueAt: '{{at}}, {{event}}',
};
