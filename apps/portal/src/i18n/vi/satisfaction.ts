/** Words of the satisfaction page. */
export const satisfaction = {
  title: 'Hài lòng',
  intro:
    'Người dân trả lời một lần cho mỗi hồ sơ, không ghi tên. Nhóm dưới {{least}} phiếu chỉ nêu số phiếu. Khoảng là khoảng tin cậy 95%.',
  from: 'Từ tháng',
  to: 'Đến tháng',
  by: 'Xem theo',
  groupings: { agency: 'Cơ quan', procedure: 'Thủ tục', month: 'Tháng', step: 'Bước trễ' },
  forms: 'Số phiếu',
  question: 'Nội dung',
  answered: 'Trả lời',
  mean: 'Điểm trung bình (1–5)',
  satisfied: 'Hài lòng',
  interval: 'Khoảng',
  overall: 'Đánh giá chung',
  tooFew: 'Có {{forms}} phiếu, chưa đủ {{least}} phiếu để nêu kết quả.',
  none: 'Kỳ này chưa có phiếu nào.',
  groups: 'Theo {{by}}',
  comments: 'Ý kiến khác',
  noComments: 'Kỳ này không có ý kiến nào được nêu.',
  low: 'Không hài lòng',
};
