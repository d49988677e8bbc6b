import { describe, expect, it } from '@jest/globals';
import type { LocalDate } from '#libs/calendar';
import { strFromU8, unzipSync } from 'fflate';
import { SaxesParser } from 'saxes';
import { committeeWorkbook, reconciles, type CommitteeReport } from '../index.ts';
import { at } from '../testing.ts';

const date = (text: string): LocalDate => text as LocalDate;
const classes = (...counts: readonly number[]) =>
  ['Rất tốt', 'Tốt', 'Khá & khác', 'Trung bình'].map((name, index) => ({
    name,
    count: counts[index]!,
    percent: 25,
  }));
const result = (rank: number, agency: string, total: number) => ({
  rank,
  agency,
  level: 'Sở, ban, ngành',
  self: total + 1,
  reviewed: total,
  verified: null,
  total,
  band: 'Tốt',
  amended: null,
});
const REPORT: CommitteeReport = {
  head: {
    form: { name: 'Báo cáo' },
    agency: 'Ban chỉ đạo ISO',
    unit: 'Ban chỉ đạo ISO',
    place: 'Minh Giang',
    at: at('2026-12-01T09:00'),
  },
  title: 'Chấm điểm năm 2026',
  period: { from: date('2026-01-01'), to: date('2026-12-31') },
  decision: null,
  conduct: {
    agencies: 3,
    selfScored: 3,
    missed: [],
    onSite: 1,
    verified: 0,
    appeals: 0,
    appealsGranted: 0,
  },
  sets: [
    {
      title: 'Bộ tiêu chí <thử>',
      official: false,
      legalBasis: [],
      total: 100,
      readings: [],
      distribution: [
        { level: null, total: 3, classes: classes(1, 1, 1, 0), unclassified: 0 },
        { level: 'Sở, ban, ngành', total: 3, classes: classes(1, 1, 1, 0), unclassified: 0 },
      ],
      ranking: [result(1, "Sở 'Một'", 91.25), result(2, 'Sở Hai & Ba', 85), result(2, 'Sở Tư', 85)],
    },
  ],
  trend: [{ year: '2026', set: 'Bộ tiêu chí <thử>', agencies: 3, mean: 87.08, classes: classes(1, 1, 1, 0) }],
};

/** Throws where it is no XML; answers the values of an attribute. */
function valuesIn(xml: string, attribute: string): string[] {
  const found: string[] = [];
  const parser = new SaxesParser();
  parser.on('opentag', ({ attributes }) => {
    const value = (attributes as Record<string, string>)[attribute];
    if (value !== undefined) found.push(value);
  });
  parser.on('error', (error) => {
    throw error;
  });
  parser.write(xml).close();
  return found;
}

describe("the committee's workbook", () => {
  it('has a chart on each sheet, whose parts hang together and point at the sheet', async () => {
    const parts = unzipSync(await committeeWorkbook(REPORT));
    const texts = new Map(
      Object.entries(parts)
        .filter(([name]) => /\.(xml|rels)$/.test(name))
        .map(([name, bytes]) => [name, strFromU8(bytes)]),
    );
    for (const xml of texts.values()) valuesIn(xml, 'Id');
    const charts = [...texts.keys()].filter((name) => name.startsWith('xl/charts/'));
    expect(charts).toHaveLength(3);
    const declared = valuesIn(texts.get('[Content_Types].xml')!, 'PartName');
    for (const chart of charts) expect(declared).toContain(`/${chart}`);
    for (const sheet of [1, 2, 3]) {
      const [target] = valuesIn(texts.get(`xl/drawings/_rels/drawing${sheet}.xml.rels`)!, 'Target');
      expect(charts).toContain(target!.replace('..', 'xl'));
      const [id] = valuesIn(texts.get(`xl/drawings/_rels/drawing${sheet}.xml.rels`)!, 'Id');
      expect(valuesIn(texts.get(`xl/drawings/drawing${sheet}.xml`)!, 'r:id')).toEqual([id]);
    }
    expect(texts.get('xl/charts/chart2-1.xml')).toContain(`<c:f>'Xếp hạng'!$G$2:$G$4</c:f>`);
  });

  it('is of classes that sum to the agencies', () => {
    expect(reconciles(REPORT)).toBe(true);
    const [set] = REPORT.sets;
    const [all] = set!.distribution;
    const wrong = { ...set!, distribution: [{ ...all!, total: 4 }] };
    expect(reconciles({ sets: [wrong] })).toBe(false);
  });
});
