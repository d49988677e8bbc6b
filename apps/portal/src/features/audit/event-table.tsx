/** The events behind what is shown, each with its hash; choosing one goes to its moment. */
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import type { TimelineEntry } from '../../api-client/types.gen.ts';
import { exact } from '../../common/formats.ts';
import { HeadedTable } from '../../common/headed-table.tsx';
import { idleDays } from './track.ts';
import { useEventNote, useEventTitle, useWho } from '../dossier/timeline.tsx';

const SHOWN_OF_HASH = 16;

export function EventTable(props: {
  readonly entries: readonly TimelineEntry[];
  /** How many events there were at the moment shown. */
  readonly current: number;
  readonly onChoose: (entry: TimelineEntry) => void;
}) {
  const { t } = useTranslation();
  const title = useEventTitle();
  const note = useEventNote();
  const who = useWho();
  return (
    <HeadedTable
      label={t('replay.event')}
      heads={[
        t('replay.order'),
        t('replay.time'),
        t('replay.event'),
        t('replay.who'),
        t('replay.content'),
        t('replay.hash'),
      ]}
    >
      {props.entries.map((entry, index) => (
        <Fragment key={entry.version}>
          <Idle from={props.entries[index - 1]} to={entry} />
          <tr
            aria-current={entry.version === props.current ? 'true' : undefined}
            style={entry.version === props.current ? { background: '#D9E9F5' } : undefined}
          >
            <td>{entry.version}</td>
            <td>
              <button type="button" className="link" onClick={() => props.onChoose(entry)}>
                {exact(entry.occurredAt)}
              </button>
            </td>
            <td>{title(entry)}</td>
            <td>{who(entry)}</td>
            <td>{note(entry)}</td>
            <td className="hash" title={entry.hash}>
              {entry.hash.slice(0, SHOWN_OF_HASH)}…
            </td>
          </tr>
        </Fragment>
      ))}
    </HeadedTable>
  );
}

/** Time in which nothing happened, folded to a line. */
function Idle({ from, to }: { readonly from: TimelineEntry | undefined; readonly to: TimelineEntry }) {
  const { t } = useTranslation();
  const days = from ? idleDays(from.occurredAt, to.occurredAt) : 0;
  if (days < 1) return null;
  return (
    <tr>
      <td colSpan={6} className="second">
        ┆ {t('track.idleBetween', { days })}
      </td>
    </tr>
  );
}
