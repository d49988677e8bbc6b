/** What happened, in the order in which it was recorded; each event as it is kept, for whoever asks. */
import { useTranslation } from 'react-i18next';
import type { TimelineEntry } from '../../api-client/types.gen.ts';
import { moment, shortMoment } from '../../common/formats.ts';

export function Timeline({ entries }: { readonly entries: readonly TimelineEntry[] }) {
  const { t } = useTranslation();
  const title = useEventTitle();
  const note = useEventNote();
  const who = useWho();
  return (
    <ol className="timeline panel">
      {entries.map((entry) => (
        <li key={entry.version}>
          <div>
            <strong>{title(entry)}</strong>
          </div>
          <div className="second">
            {shortMoment(entry.occurredAt)}, {who(entry)}
            {entry.imported && `, ${t('dossier.imported')}`}
          </div>
          {note(entry) && <div>{note(entry)}</div>}
          <details>
            <summary className="small">{t('dossier.raw')}</summary>
            <pre className="hash" style={{ whiteSpace: 'pre-wrap' }}>
              {JSON.stringify(entry.body, null, 2)}
            </pre>
            <div className="hash">{entry.hash}</div>
          </details>
        </li>
      ))}
    </ol>
  );
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

export function useEventTitle(): (entry: TimelineEntry) => string {
  const { t, i18n } = useTranslation();
  return ({ type, body }) =>
    i18n.exists(`event.${type}`)
      ? t(`event.${type as 'StepAssigned'}`, { step: text(body['step']) })
      : t('event.unknown');
}

/** What a person wrote or chose with it. */
export function useEventNote(): (entry: TimelineEntry) => string {
  const { t } = useTranslation();
  return ({ type, body }) => {
    const parts = [text(body['reason']), text(body['note']), text(body['question']), text(body['answer'])];
    if (type === 'AppointmentExtended')
      parts.unshift(`${moment(text(body['from']))} → ${moment(text(body['to']))}`);
    if (type === 'ResultIssued') parts.unshift(text(body['number']));
    if (Array.isArray(body['items'])) parts.unshift(body['items'].join('; '));
    if (Array.isArray(body['opens']) && body['opens'].length > 0 && type.startsWith('Step')) {
      const steps = (body['opens'] as { step?: unknown }[]).map(({ step }) => text(step)).join(', ');
      parts.push(t('dossier.handedTo', { steps }));
    }
    return parts.filter((part) => part !== '').join('. ');
  };
}

export function useWho(): (entry: TimelineEntry) => string {
  const { t } = useTranslation();
  return ({ by }) => {
    if (by.kind !== 'officer') return t(`actor.${by.kind as 'clock'}`);
    return by.onBehalfOf ? `${by.name} (${t('dossier.onBehalf', { name: by.onBehalfOf.name })})` : by.name;
  };
}
