/** Did it help? Before and after with their intervals, each check, and the share month by month. */
import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Nonconformity } from '../../api-client/types.gen.ts';
import { FILL } from '../../app/theme.ts';
import { date, dayKey, number } from '../../common/formats.ts';
import { Empty } from '../../common/states.tsx';
import { Card } from '../figures/card.tsx';
import { percent } from '../figures/words.ts';

type Effect = Nonconformity['effect'];
type Compared = NonNullable<Effect['now']>;
type Side = Compared['before'];

const HUNDRED = 100;
const HEIGHT = 240;
const shareOf = ({ share }: Side): number | null => share?.share ?? null;
const intervalOf = ({ share }: Side): string =>
  share === null ? '—' : `${percent(share.low, 1)} – ${percent(share.high, 1)}`;
const inPercent = (share: number): number => Math.round(share * HUNDRED * HUNDRED) / HUNDRED;

export function EffectPart({ nc }: { readonly nc: Nonconformity }) {
  const { t } = useTranslation();
  const { now, checks, leastDossiers, months } = nc.effect;
  const counted = nc.policy !== null && nc.policy !== 'for-show';
  const few = now !== null && now.after.dossiers < leastDossiers;
  return (
    <div className="stack">
      {now === null && <Empty>{t(`nonconformities.effect.${counted ? 'none' : 'notCounted'}`)}</Empty>}
      {now !== null && (
        <BeforeAfter
          compared={now}
          note={
            few ? t('nonconformities.effect.few', { n: now.after.dossiers, least: leastDossiers }) : undefined
          }
        />
      )}
      {checks.length > 0 && (
        <section className="panel stack" style={{ gap: 8 }}>
          <h2>{t('nonconformities.effect.checks')}</h2>
          <ol>
            {checks.map(({ verdict, figures }, index) => (
              <li key={`${index + 1}`}>
                {t('nonconformities.effect.check', {
                  n: index + 1,
                  verdict: t(`nonconformities.effect.verdict.${verdict}`),
                })}
                {figures && <div className="second small">{sentenceOf(figures, t)}</div>}
              </li>
            ))}
          </ol>
        </section>
      )}
      {months.length > 0 && <Months months={months} doneAt={nc.done?.countsFrom ?? null} />}
    </div>
  );
}

const sentenceOf = ({ before, after }: Compared, t: TFunction): string =>
  t('nonconformities.effect.sentence', {
    before: percent(shareOf(before), 1),
    beforeN: number(before.dossiers),
    after: percent(shareOf(after), 1),
    afterN: number(after.dossiers),
  });

function BeforeAfter({ compared, note }: { readonly compared: Compared; readonly note: string | undefined }) {
  const { t } = useTranslation();
  const sides = [
    { key: 'before', name: t('nonconformities.effect.before'), side: compared.before },
    { key: 'after', name: t('nonconformities.effect.after'), side: compared.after },
  ] as const;
  const option = useMemo(() => {
    const shown = [compared.before, compared.after];
    const names = (['before', 'after'] as const).map((name, index) => {
      const side = shown[index]!;
      const told = `${percent(shareOf(side), 1)} (n=${number(side.dossiers)})`;
      return `${t(`nonconformities.effect.${name}`)}\n${told}`;
    });
    return {
      grid: { left: 112, right: 28, top: 12, bottom: 28 },
      xAxis: {
        type: 'value',
        min: 0,
        max: HUNDRED,
        axisLabel: { formatter: '{value}%', hideOverlap: true },
      },
      yAxis: { type: 'category', inverse: true, data: names },
      series: [
        {
          type: 'bar',
          barWidth: 28,
          data: shown.map((side, index) => ({
            value: inPercent(shareOf(side) ?? 0),
            itemStyle: { color: index === 0 ? FILL.outside : FILL.own },
          })),
          markLine: {
            silent: true,
            symbol: ['rect', 'rect'],
            symbolSize: [14, 2],
            label: { show: false },
            lineStyle: { type: 'solid', width: 2, color: '#1B2430' },
            data: shown.flatMap(({ share }, index) =>
              share === null
                ? []
                : [
                    [
                      { coord: [inPercent(share.low), names[index]] },
                      { coord: [inPercent(share.high), names[index]] },
                    ],
                  ],
            ),
          },
        },
      ],
    };
  }, [compared, t]);
  return (
    <Card
      title={t('nonconformities.effect.title')}
      note={note}
      chart={{ option, sentence: sentenceOf(compared, t), height: HEIGHT / 2 + 20 }}
      head={['period', 'n', 'deviating', 'share', 'interval'].map((name) =>
        t(`nonconformities.effect.${name as 'n'}`),
      )}
      rows={sides.map(({ key, name, side }) => ({
        key,
        cells: [
          `${name} (${date(side.from)} – ${date(side.to)})`,
          number(side.dossiers),
          number(side.deviating),
          percent(shareOf(side), 1),
          intervalOf(side),
        ],
      }))}
    />
  );
}

const monthName = (month: string): string => `${month.slice(5, 7)}/${month.slice(0, 4)}`;

function Months({ months, doneAt }: { readonly months: Effect['months']; readonly doneAt: string | null }) {
  const { t } = useTranslation();
  const doneIn = doneAt === null ? null : monthName(dayKey(doneAt));
  const option = useMemo(
    () => ({
      grid: { left: 48, right: 24, top: 28, bottom: 28 },
      xAxis: { type: 'category', data: months.map(({ month }) => monthName(month)) },
      yAxis: { type: 'value', min: 0, max: HUNDRED, axisLabel: { formatter: '{value}%' } },
      series: [
        {
          type: 'line',
          symbolSize: 9,
          itemStyle: { color: FILL.own },
          label: { show: true, formatter: ({ value }: { value: number }) => `${number(value, 1)}%` },
          labelLayout: { hideOverlap: true },
          data: months.map(({ dossiers, deviating }) => inPercent(deviating / dossiers)),
          ...(doneIn !== null &&
            months.some(({ month }) => monthName(month) === doneIn) && {
              markLine: {
                silent: true,
                symbol: 'none',
                label: { formatter: t('nonconformities.strip.action') },
                data: [{ xAxis: doneIn }],
              },
            }),
        },
      ],
    }),
    [months, doneIn, t],
  );
  const shares = months.map(
    ({ month, dossiers, deviating }) =>
      `${monthName(month)}: ${percent(deviating / dossiers, 1)} (n=${dossiers})`,
  );
  return (
    <Card
      title={t('nonconformities.effect.months')}
      chart={{
        option,
        sentence: `${t('nonconformities.effect.months')}. ${shares.join('; ')}.`,
        height: HEIGHT,
      }}
      head={['month', 'n', 'deviating', 'share'].map((name) => t(`nonconformities.effect.${name as 'n'}`))}
      rows={months.map(({ month, dossiers, deviating }) => ({
        key: month,
        cells: [monthName(month), number(dossiers), number(deviating), percent(deviating / dossiers, 1)],
      }))}
    />
  );
}
