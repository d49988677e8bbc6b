/** Words of causes and habits, before they are nonconformities. */
export const causes = {
  title: 'Nguyên nhân và thói quen',
  back: 'Về danh sách nguyên nhân',
  tabs: { unrecorded: 'Chưa lập', habits: 'Làm cho có', all: 'Mọi nguyên nhân' },
  explain: {
    unrecorded:
      'Đã phát hiện trong kỳ, chưa có điểm không phù hợp nào ghi nhận. Phát hiện trong 30 ngày gần đây tự thành điểm không phù hợp; cũ hơn, như hồ sơ nhập từ trước, do người quyết định.',
    habits:
      'Công chức luôn xong bước gần như ngay, hoặc luôn dùng đúng từng phút thời gian cho phép, tính theo tháng tròn.',
    all: 'Mọi điều đã phát hiện trong kỳ, gom theo quy tắc, thủ tục, bước và cơ quan.',
  },
  empty: {
    unrecorded: 'Không còn phát hiện nào chưa được ghi nhận trong kỳ này.',
    habits: 'Kỳ này không thấy ai làm cho có.',
    all: 'Kỳ này chưa phát hiện gì.',
    here: 'Không còn phát hiện nào chưa được ghi nhận ở đây.',
  },
  column: {
    cause: 'Nguyên nhân',
    where: 'Ở đâu',
    severity: 'Mức',
    times: 'Lần',
    dossiers: 'Hồ sơ',
    last: 'Gần nhất',
    record: 'Điểm không phù hợp',
    officer: 'Công chức',
    habit: 'Thói quen',
    shares: 'Phần thời gian đã dùng',
    share: 'Phần đã dùng',
  },
  habit: { 'always-at-once': 'luôn xong ngay', 'always-exact': 'luôn đúng từng phút' },
  noHabit: 'không thành thói quen trong kỳ này',
  status: { open: 'đang mở', closed: 'đã đóng', dismissed: 'đã bác' },
  runs: '{{total}} lần thực hiện bước, mới nhất trước',
  evidence: 'Hồ sơ làm căn cứ',
  open: 'Lập điểm không phù hợp',
  opening:
    'Các phát hiện này thành một điểm không phù hợp có số, mức theo thiết lập của cơ quan. Thư ký ISO hoặc lãnh đạo xem xét, chỉ định người chủ trì.',
  dismissing:
    'Ghi lại là báo động giả cùng lý do. Những phát hiện đến lúc này được xem là đã giải quyết; phát hiện về sau vẫn được ghi nhận.',
  dismissed: 'Đã bác, ghi tại {{code}}.',
  whoMay: 'Thư ký ISO, lãnh đạo của cơ quan và đánh giá viên được lập điểm không phù hợp.',
};
