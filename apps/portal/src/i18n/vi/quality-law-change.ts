/** Words of changes of law. */
export const qualityLawChange = {
  title: 'Thay đổi pháp luật',
  intro:
    'Văn bản nào thay đổi, từ bao giờ, thay đổi gì. Mỗi quy trình đang áp dụng có viện dẫn văn bản ấy được mở một yêu cầu thay đổi.',
  empty: 'Chưa ghi thay đổi nào.',
  add: 'Ghi thay đổi',
  open: { record: 'Ghi thay đổi pháp luật' },
  status: { known: 'Đã ghi' },
  explain: { known: 'Yêu cầu thay đổi được mở ngay sau khi ghi.' },
  column: { nature: 'Thay đổi', from: 'Hiệu lực từ' },
  nature: { amended: 'Sửa đổi, bổ sung', replaced: 'Thay thế', abolished: 'Bãi bỏ' },
  field: {
    number: 'Văn bản bị thay đổi',
    numberHint: 'Số hiệu như quy trình viện dẫn, ví dụ 61/2018/NĐ-CP hoặc 2608/QĐ-UBND ngày 24/11/2025.',
    nature: 'Thay đổi',
    by: 'Văn bản thay đổi nó',
    inForceFrom: 'Hiệu lực từ',
    what: 'Nội dung thay đổi',
  },
  cited: {
    title: 'Quy trình đang áp dụng có viện dẫn',
    some: '{{count}} quy trình: {{codes}}',
    none: 'Không quy trình nào viện dẫn số hiệu này.',
  },
  fact: {
    number: 'Văn bản bị thay đổi',
    by: 'Văn bản thay đổi nó',
    from: 'Hiệu lực từ',
    on: 'Ghi ngày',
    what: 'Nội dung',
  },
  part: { requests: 'Yêu cầu đã mở', citing: 'Còn viện dẫn' },
  requests: { agency: 'Cơ quan', procedure: 'Quy trình', state: 'Tình trạng', none: 'Chưa có yêu cầu nào.' },
  citing: { procedure: 'Quy trình', edition: 'Lần ban hành', none: 'Không còn quy trình nào viện dẫn.' },
  action: {},
  duty: {},
  event: { LawChanged: 'Ghi thay đổi' },
};
