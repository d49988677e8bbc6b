import { describe, expect, it } from '@jest/globals';
import { checkEdition } from '#libs/procedure';
import { parseDocuments, parseEdition } from '#libs/procedure/format';

const SHORT = `
code: QT.X.01
title: Thủ tục
field: Lĩnh vực
agency: Sở X
tthc: [1.014390]
effective-from: 2025-12-01
total: 1,5 ngày làm việc
steps:
  - no: 1
    content: Tiếp nhận
    role: reception
    time: 0,5 ngày
    forms: [receipt]
  - no: Bước 2
    content: Ký
    role: agency-head
    time: 01 ngày
    returns-to: 1
    other-person-than: B1
    issues-result: true
    hands-over: true
`;

function complaints(text: string): string[] {
  const read = parseEdition(text);
  return read.ok ? [] : read.findings.map((finding) => finding.message);
}

describe('A procedure written by hand', () => {
  it('needs little: the rest follows from role and place', () => {
    const read = parseEdition(SHORT);
    if (!read.ok) throw new Error(JSON.stringify(read.findings));
    const { value } = read;
    expect(checkEdition(value)).toEqual([]);
    expect(value).toMatchObject({ edition: 1, tthcCodes: ['1.014390'], firstStep: 'B1', warnAtShare: 0.8 });
    expect(value.profile).toMatchObject({ unit: 'working-days', cutOff: 'none', supplement: 'pause' });
    expect(value.parts).toEqual([{ key: 'main', name: 'Sở X', total: null }]);
    expect(value.steps[0]).toMatchObject({
      no: 'B1',
      unit: 'one-stop',
      kind: 'officer',
      forms: ['tt03-2025/receipt'],
      transitions: [{ outcome: 'done', to: ['B2'] }],
    });
    expect(value.steps[1]).toMatchObject({
      returnsTo: ['B1'],
      otherPersonThan: ['B1'],
      transitions: [{ to: [] }],
    });
  });

  it('is the same as JSON', () => {
    const documents = parseDocuments(SHORT);
    expect(parseEdition(JSON.stringify(documents.ok && documents.value[0]))).toEqual(parseEdition(SHORT));
  });

  it('may change single fields of a profile, and branch by outcome', () => {
    const text = SHORT.replace(
      'steps:',
      'profile: {base: linked-licensing, cut-off: "15:00", pauses-for: [payment]}\nsteps:',
    ).replace('    forms: [receipt]', '    outcomes: {yes: Đủ, no: {label: Thiếu, to: end}}');
    const read = parseEdition(text);
    expect(read).toMatchObject({
      ok: true,
      value: {
        profile: {
          cutOff: '15:00',
          supplement: 'restart',
          supplementExpiry: '15 ngày làm việc',
          pausesFor: ['payment'],
        },
        steps: [
          {
            transitions: [
              { outcome: 'yes', to: ['B2'] },
              { outcome: 'no', label: 'Thiếu', to: [] },
            ],
          },
          {},
        ],
      },
    });
  });

  it.each([
    ['code: QT.X.01', '', 'code: thiếu, bắt buộc phải có.'],
    ['2025-12-01', '1/12/2025', 'effective-from: “1/12/2025” không phải ngày; ghi ví dụ 2025-12-01.'],
    ['no: 1', 'no: một', 'steps[0].no: “một” không phải số bước; ghi ví dụ B3 hoặc B2.1.'],
    [
      'total:',
      'profile: {cut-off: sớm}\ntotal:',
      'profile.cut-off: “sớm” không dùng được; được dùng: none, last-hour, hoặc giờ như 15:00.',
    ],
    ['total:', 'warn-at: 2\ntotal:', 'warn-at: cần số từ 0.01 đến 0.99, đang là “2”.'],
    ['total:', 'documents: [Đơn]\ntotal:', 'documents[0]: cần các cặp “tên: giá trị”, đang là “Đơn”.'],
    ['content: Ký', 'content: [Ký]', 'steps[1].content: cần một dòng chữ, đang là danh sách.'],
    [
      'issues-result: true',
      'issues-result: yes',
      'steps[1].issues-result: “yes” không dùng được; được dùng: true, false.',
    ],
    [
      'role: agency-head',
      'role: agency-head\n    unit: cellar',
      'steps[1].unit: “cellar” không dùng được; được dùng: one-stop, professional, leadership, clerical, council, province-office.',
    ],
  ])('says what is wrong and what is allowed: %s → %s', (from, to, expected) => {
    expect(complaints(SHORT.replace(from, to))).toContain(expected);
  });

  it('names a field that does not exist', () => {
    expect(complaints(SHORT.replace('total:', 'totl:'))[0]).toMatch(
      /^totl: không có trường này; các trường được dùng: .*total/u,
    );
  });

  it.each(['a: [', '', '5', 'a: *b', '- 1\n- 2', '{"code": 1'])('refuses %p without throwing', (text) => {
    expect(parseEdition(text).ok).toBe(false);
  });
});
