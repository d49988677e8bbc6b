/** Words of long lists: choosing rows, acting on many at once. */
export const list = {
  dense: 'Gọn',
  selected: 'Đã chọn {{count}}',
  selectShown: 'Chọn các hàng đang hiện',
  selectAll: 'Chọn cả {{count}} hồ sơ',
  selectMost: 'Chọn {{count}} hồ sơ đầu danh sách',
  unselect: 'Bỏ chọn',
  actions: 'Việc với các hồ sơ đã chọn',
  outcome: 'Kết luận chung',
  noOutcome: 'Các bước đã chọn không có kết luận chung: làm từng hồ sơ.',
  nothingCommon: 'Các hồ sơ đã chọn không có việc chung.',
  result: 'Xong {{done}}/{{all}}.',
  resultRefused: 'Xong {{done}}/{{all}}. {{refused}} hồ sơ chưa được: xem lý do.',
  shown: '{{shown}} trong {{total}} hồ sơ',
};
