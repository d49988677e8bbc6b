/** Words of the counter: what is said before the receipt. */
export const counter = {
  submit: 'Tiếp nhận và in (F2)',
  ifNow: 'Nếu tiếp nhận bây giờ, hẹn trả kết quả',
  because: 'Vì thủ tục có {{total}}, tính từ {{from}}.',
  notCounted: 'Không tính: {{what}}.',
  cutOff: 'Sau {{time}}: tính từ ngày làm việc tiếp theo.',
  lastHour: 'Trong giờ làm việc cuối của ngày: tính từ ngày làm việc tiếp theo.',
  known: 'Đã điền theo hồ sơ trước của người này. Vui lòng kiểm tra lại.',
  completion: 'Yêu cầu bổ sung',
  completionHelp:
    'Hồ sơ chưa tiếp nhận. Giấy tờ đã nộp được giữ, hồ sơ chờ ở thẻ Chờ nhận cho đến khi nộp đủ.',
  completionReason: 'Lý do, hướng dẫn',
  completionText: 'Hồ sơ còn thiếu thành phần theo quy định của thủ tục.',
  completed: 'Đã ghi nhận yêu cầu bổ sung',
  noItems: 'Vui lòng chọn hoặc ghi ít nhất một giấy tờ.',
  printCompletion: 'In phiếu yêu cầu bổ sung',
  printRefusal: 'In phiếu từ chối',
  slipAgain: 'In lại giấy tiếp nhận',
  slipOpened: 'Giấy tiếp nhận mở ở thẻ khác của trình duyệt để in.',
  slipBlocked: 'Trình duyệt chặn thẻ in. Vui lòng bấm “In lại giấy tiếp nhận”.',
};
