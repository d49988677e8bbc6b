import { describe, expect, it } from '@jest/globals';
import { onTimePage, pageHtml, proceduresPage } from './public-pages.ts';

const PROCEDURE = {
  code: 'QT.01',
  edition: 1,
  title: 'Đăng ký <thử>',
  field: 'Khoa học',
  agency: 'Sở A & B',
  effectiveFrom: '2026-01-05',
  timeLimit: '5 ngày làm việc',
};

describe('the on-time rates as a page', () => {
  const shown = onTimePage({
    quarter: '2026-Q3',
    quarters: ['2026-Q3', '2026-Q2'],
    agencies: [
      { agency: { id: 'a', name: 'Sở A & B' }, dossiers: 1_234, onTimePercent: 85.71 },
      { agency: { id: 'b', name: 'Xã C' }, dossiers: null, onTimePercent: null },
    ],
  });

  it('writes rates as Vietnamese write them, and none of fewer than five', () => {
    expect(shown.main).toContain('<th scope="row">Sở A &amp; B</th><td>1.234</td><td>85,71%</td>');
    expect(shown.main).toContain('<th scope="row">Xã C</th><td>dưới 5</td><td>—</td>');
  });

  it('marks the quarter that is shown', () => {
    expect(shown.main).toContain('quy=2026-Q3" aria-current="page">Quý III năm 2026');
    expect(shown.main).toContain('quy=2026-Q2">Quý II năm 2026');
  });
});

describe('the procedures as a page', () => {
  it('finds without accents, and lets nothing typed become markup', () => {
    const { main } = proceduresPage([PROCEDURE], 'dang ky khoa hoc');
    expect(main).toContain('Đăng ký &lt;thử&gt;');
    expect(main).toContain('5 ngày làm việc');
    expect(main).toContain('05/01/2026');
    const none = proceduresPage([PROCEDURE], '"><script>');
    expect(none.main).toContain('Không có thủ tục nào khớp.');
    expect(none.main).not.toContain('<script>');
  });

  it('takes its place in the template, whatever signs it holds', () => {
    const page = pageHtml('<h1><!--title--></h1><!--main-->', { title: 'Giá $& 5', main: '$1' });
    expect(page).toBe('<h1>Giá $& 5</h1>$1');
  });
});
