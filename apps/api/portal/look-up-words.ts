/** The words of the citizens' look-up, in both languages. Names of procedures and steps are as the agency wrote them. */
export type Language = 'vi' | 'en';

interface Words {
  readonly title: string;
  readonly intro: string;
  readonly code: string;
  readonly secret: string;
  readonly lookUp: string;
  readonly otherLanguage: string;
  readonly facts: Readonly<
    Record<'code' | 'procedure' | 'agency' | 'status' | 'receivedAt' | 'dueAt' | 'promisedAt', string>
  >;
  readonly paused: string;
  readonly steps: string;
  readonly states: Readonly<Record<'done' | 'open' | 'ahead', string>>;
  readonly survey: string;
  readonly withdrawal: Readonly<Record<'open' | 'what' | 'idNumber' | 'reason' | 'sure' | 'send', string>>;
  readonly withdrawn: string;
  readonly missing: string;
  readonly offline: string;
  /** By the API's code; what is not here is said as the API says it. */
  readonly refusals: Readonly<Record<string, string>>;
}

export const WORDS: Readonly<Record<Language, Words>> = {
  vi: {
    title: 'Tra cứu hồ sơ',
    intro: 'Ông/Bà nhập mã hồ sơ và mã bí mật in trên giấy hẹn, hoặc quét mã QR trên giấy hẹn.',
    code: 'Mã hồ sơ',
    secret: 'Mã bí mật',
    lookUp: 'Tra cứu',
    otherLanguage: 'English',
    facts: {
      code: 'Mã hồ sơ',
      procedure: 'Thủ tục',
      agency: 'Cơ quan giải quyết',
      status: 'Tình trạng',
      receivedAt: 'Tiếp nhận lúc',
      dueAt: 'Hẹn trả kết quả',
      promisedAt: 'Đã hẹn ban đầu',
    },
    paused: 'đang tạm dừng tính thời hạn',
    steps: 'Các bước',
    states: { done: 'đã xong', open: 'đang làm', ahead: 'chưa đến' },
    survey: 'Góp ý về việc giải quyết hồ sơ',
    withdrawal: {
      open: 'Rút hồ sơ',
      what: 'Hồ sơ đã rút thì không được giải quyết tiếp. Ông/Bà muốn làm lại thì nộp hồ sơ mới.',
      idNumber: 'Số định danh của người nộp',
      reason: 'Lý do rút hồ sơ',
      sure: 'Tôi là người nộp và muốn rút hồ sơ này.',
      send: 'Rút hồ sơ',
    },
    withdrawn: 'Đã ghi nhận việc rút hồ sơ của Ông/Bà.',
    missing: 'Vui lòng nhập đủ các mục.',
    offline: 'Mất kết nối. Ông/Bà vui lòng thử lại.',
    refusals: {},
  },
  en: {
    title: 'Look up a dossier',
    intro: 'Enter the dossier code and the secret printed on your receipt, or scan the QR code on it.',
    code: 'Dossier code',
    secret: 'Secret',
    lookUp: 'Look up',
    otherLanguage: 'Tiếng Việt',
    facts: {
      code: 'Dossier code',
      procedure: 'Procedure',
      agency: 'Agency',
      status: 'Status',
      receivedAt: 'Received at',
      dueAt: 'Result due',
      promisedAt: 'First promised',
    },
    paused: 'its time limit is paused',
    steps: 'Steps',
    states: { done: 'done', open: 'in progress', ahead: 'to come' },
    survey: 'Tell us how it was handled',
    withdrawal: {
      open: 'Withdraw the dossier',
      what: 'A withdrawn dossier is not processed any further. To begin again, submit a new one.',
      idNumber: 'Applicant’s ID number',
      reason: 'Reason for the withdrawal',
      sure: 'I am the applicant and I want to withdraw this dossier.',
      send: 'Withdraw',
    },
    withdrawn: 'Your withdrawal has been recorded.',
    missing: 'Please fill in every field.',
    offline: 'The connection was lost. Please try again.',
    refusals: {
      'not-found': 'No such dossier. Please check your receipt.',
      'too-many-attempts': 'Too many attempts. Please try again in a minute.',
      'not-the-applicant': 'This is not the ID number of the dossier’s applicant.',
      'at-the-counter':
        'A dossier that was not submitted online is withdrawn at the counter that received it.',
      'not-open': 'The dossier is no longer being processed.',
      'result-already-issued': 'The result has already been issued.',
      busy: 'The dossier is being changed. Please send again: it takes effect once.',
    },
  },
};

export const languageOf = (asked: unknown): Language => (asked === 'en' ? 'en' : 'vi');
