/** Words of the replay's slider. */
export const track = {
  idle: '{{days}} ngày nghỉ',
  idleBetween: 'Không có việc gì trong {{days}} ngày',
  keys: 'Phím ← → từng sự kiện, PgUp PgDn từng ngày.',
  valueAt: '{{at}}, {{event}}',
};
