/** The duties of the year, or of the month and kind that were chosen: what, when, whose, and how it stands. */
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { CalendarSearch } from '../../../app/routes/quality.ts';
import { plainDate, UNKNOWN } from '../../../common/formats.ts';
import { Empty } from '../../../common/states.tsx';
import { DutyTag, Part, RecordTable, useKindWords } from '../shell/index.ts';
import { monthOf, type Duty } from './data.ts';

export function DutyList(props: {
  readonly duties: readonly Duty[];
  readonly chosen: CalendarSearch;
  readonly onWhole: () => void;
}) {
  const { t } = useTranslation();
  const { duties, chosen, onWhole } = props;
  const { month, kind } = chosen;
  const isPart = month !== undefined && kind !== undefined;
  const shown = isPart ? duties.filter((duty) => monthOf(duty) === month && duty.kind === kind) : duties;
  const title = isPart
    ? t('qualityCalendar.ofMonth', { month, kind: t(`qualityCalendar.kinds.${kind}`) })
    : t('qualityCalendar.list');
  return (
    <Part title={title}>
      {isPart && (
        <div>
          <button type="button" className="btn" onClick={onWhole}>
            {t('qualityCalendar.wholeYear')}
          </button>
        </div>
      )}
      {shown.length === 0 ? (
        <Empty>{t('qualityCalendar.none')}</Empty>
      ) : (
        <RecordTable
          label={title}
          heads={[
            t('quality.duty.due'),
            t('quality.duty.what'),
            t('qualityCalendar.record'),
            t('quality.duty.whose'),
            t('quality.duty.doneOn'),
            t('quality.column.state'),
          ]}
          rows={shown}
          keyOf={({ record, key }) => `${record} ${key}`}
          cells={(duty) => [
            <span className="nowrap">{plainDate(duty.due)}</span>,
            <What duty={duty} />,
            <Link to="/chat-luong/ban-ghi/$id" params={{ id: duty.record }} data-row-link>
              {duty.title}
            </Link>,
            duty.owner?.name ?? t('quality.secretary'),
            duty.done === null ? UNKNOWN : plainDate(duty.done),
            <DutyTag state={duty.state} />,
          ]}
        />
      )}
    </Part>
  );
}

function What({ duty: { kind, what, about } }: { readonly duty: Duty }) {
  const words = useKindWords(kind);
  return (
    <>
      {words(`duty.${what.slice(what.indexOf('.') + 1)}`)}
      {about !== null && <div className="second small">{about}</div>}
    </>
  );
}
