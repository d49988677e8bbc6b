/** Any moment of a dossier's life: a slider that snaps to events, buttons, and a date for all between. */
import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { Button, DatePicker, Slider } from 'antd';
import { useTranslation } from 'react-i18next';
import { exact } from '../../common/formats.ts';
import { fromPicker, toPicker } from '../../common/pickers.ts';

export function MomentPicker(props: {
  readonly moments: readonly string[];
  readonly at: string;
  readonly onChange: (at: string) => void;
}) {
  const { t } = useTranslation();
  const { moments, at, onChange } = props;
  const reached = moments.filter((moment) => moment <= at).length - 1;
  const last = moments.length - 1;
  const goTo = (index: number) => {
    const moment = moments[Math.min(Math.max(index, 0), last)];
    if (moment) onChange(moment);
  };
  return (
    <div className="row">
      <Button
        icon={<LeftOutlined aria-hidden />}
        aria-label={t('replay.before')}
        disabled={reached <= 0 && at <= (moments[0] ?? '')}
        onClick={() => goTo(at > (moments[reached] ?? '') ? reached : reached - 1)}
      />
      <div style={{ flex: '1 1 240px', padding: '0 8px' }}>
        <Slider
          min={0}
          max={Math.max(last, 1)}
          step={1}
          dots
          value={Math.max(reached, 0)}
          onChange={goTo}
          tooltip={{ open: false }}
          ariaLabelForHandle={t('replay.slider')}
          ariaValueTextFormatterForHandle={(index) => exact(moments[index] ?? at)}
        />
      </div>
      <Button
        icon={<RightOutlined aria-hidden />}
        aria-label={t('replay.after')}
        disabled={reached >= last}
        onClick={() => goTo(reached + 1)}
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
  );
}
