/** What differs between two moments of a dossier, side by side in words. */
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Dossier } from '../../api-client/types.gen.ts';
import { shortMoment, UNKNOWN } from '../../common/formats.ts';
import { HeadedTable } from '../../common/headed-table.tsx';

interface Line {
  readonly what: string;
  readonly now: string;
  readonly marked: string;
}

export function Differences({
  now,
  marked,
}: {
  readonly now: Dossier | null;
  readonly marked: Dossier | null;
}) {
  const { t } = useTranslation();
  const lines = between(now, marked, t);
  return (
    <section className="panel stack" aria-labelledby="differences">
      <div role="status">
        <h2 id="differences">
          {lines.length === 0 ? t('replay.same') : t('replay.differences', { count: lines.length })}
        </h2>
      </div>
      {lines.length > 0 && (
        <HeadedTable labelledBy="differences" heads={[t('replay.what'), t('replay.markB'), t('replay.now')]}>
          {lines.map(({ what, ...line }) => (
            <tr key={what}>
              <th scope="row">{what}</th>
              <td>{line.marked || UNKNOWN}</td>
              <td>{line.now || UNKNOWN}</td>
            </tr>
          ))}
        </HeadedTable>
      )}
    </section>
  );
}

function between(now: Dossier | null, marked: Dossier | null, t: TFunction): Line[] {
  const before = factsOf(marked, t);
  const after = factsOf(now, t);
  return [...new Set([...before.keys(), ...after.keys()])]
    .map((what) => ({ what, now: after.get(what) ?? '', marked: before.get(what) ?? '' }))
    .filter((line) => line.now !== line.marked);
}

function factsOf(dossier: Dossier | null, t: TFunction): Map<string, string> {
  if (dossier === null) return new Map();
  const steps = dossier.steps.filter(({ state }) => state !== 'ahead');
  return new Map([
    [t('replay.status'), t(`national.n${dossier.national.code as 1}`)],
    [t('replay.due'), dossier.appointment ? shortMoment(dossier.appointment.deadline.dueAt) : ''],
    [t('replay.extensions'), String(dossier.appointment?.extensions ?? 0)],
    [t('replay.waiting'), dossier.waiting.map(({ cause }) => t(`waiting.${cause}`)).join(', ')],
    [t('dossier.result'), dossier.result?.number ?? ''],
    ...steps.map((step): [string, string] => [
      `${t('column.step')} ${step.no}${step.run > 1 ? ` ${t('dossier.run', { run: step.run })}` : ''}`,
      `${t(`dossier.state.${step.state}`)}, ${step.officer?.name ?? step.unit.name}`,
    ]),
  ]);
}
