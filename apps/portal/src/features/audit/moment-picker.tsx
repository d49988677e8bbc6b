/** Any moment of a dossier's life: a slider that snaps to events, buttons, and a date for all between. */
import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { Button, DatePicker, Grid, Slider } from 'antd';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { exact } from '../../common/formats.ts';
import { fromPicker, toPicker } from '../../common/pickers.ts';
import { dayFrom, reachedBy } from './track.ts';
import type { Track } from './track.ts';

/** A mark without any label is no mark to the slider, and it would snap to its two ends alone. */
const NO_WORDS = <></>;

interface Props {
  readonly track: Track;
  readonly at: string;
  /** What happened at a moment, in words. */
  readonly tell: (moment: string) => string;
  readonly onChange: (at: string) => void;
}

export function MomentPicker({ track, at, tell, onChange }: Props) {
  const { t } = useTranslation();
  const { moments, positions } = track;
  const reached = reachedBy(track, at);
  const last = moments.length - 1;
  const goTo = (moment: string | undefined) => moment !== undefined && onChange(moment);
  const earlier = at > (moments[reached] ?? '') ? reached : reached - 1;
  const onKey = (event: KeyboardEvent) => {
    const way = event.key === 'PageUp' ? 'later' : event.key === 'PageDown' ? 'earlier' : undefined;
    if (way === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    goTo(dayFrom(track, at, way));
  };
  return (
    <div className="stack" style={{ gap: 4 }}>
      <div className="row">
        <Button
          icon={<LeftOutlined aria-hidden />}
          aria-label={t('replay.before')}
          disabled={earlier < 0}
          onClick={() => goTo(moments[earlier])}
        />
        <div style={{ flex: '1 1 240px', padding: '0 8px' }} onKeyDownCapture={onKey}>
          <Slider
            min={0}
            max={Math.max(track.length, 1)}
            step={null}
            marks={Object.fromEntries(positions.map((position) => [position, { label: NO_WORDS }]))}
            value={positions[Math.max(reached, 0)] ?? 0}
            onChange={(position) => goTo(moments[positions.indexOf(position)])}
            tooltip={{ open: false }}
            ariaLabelForHandle={t('replay.slider')}
            ariaValueTextFormatterForHandle={(position) => {
              const moment = moments[positions.indexOf(position)] ?? at;
              return t('track.valueAt', { at: exact(moment), event: tell(moment) });
            }}
            style={{ marginBottom: 0 }}
          />
          <Folds track={track} />
        </div>
        <Button
          icon={<RightOutlined aria-hidden />}
          aria-label={t('replay.after')}
          disabled={reached >= last}
          onClick={() => goTo(moments[reached + 1])}
        />
        <label className="row">
          {t('replay.at')}
          <DatePicker
            showTime
            needConfirm={false}
            allowClear={false}
            format="DD/MM/YYYY HH:mm:ss"
            value={toPicker(at)}
            onChange={(picked) => picked && onChange(fromPicker(picked))}
            style={{ width: 220 }}
          />
        </label>
      </div>
      <p className="second small">{t('track.keys')}</p>
    </div>
  );
}

/** Of the slider's width: nearer labels would lie on one another. */
const LEAST_APART = 0.16;

/** Idle time under the slider, where there is room for the words; the table of events tells all of it. */
function Folds({ track: { folds, length } }: { readonly track: Track }) {
  const { t } = useTranslation();
  const { md } = Grid.useBreakpoint();
  if (!md || folds.length === 0) return null;
  let end = -1;
  const shown = folds.filter(({ position }) => {
    const fits = position / length - end >= LEAST_APART;
    if (fits) end = position / length;
    return fits;
  });
  return (
    <div aria-hidden style={{ position: 'relative', height: 22, margin: '0 5px' }}>
      {shown.map(({ after, position, days }) => (
        <span
          key={after}
          className="second small nowrap"
          style={{
            position: 'absolute',
            left: `${(position / length) * 100}%`,
            transform: 'translateX(-50%)',
          }}
        >
          ┆ {t('track.idle', { days })} ┆
        </span>
      ))}
    </div>
  );
}
