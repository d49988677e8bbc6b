/** How a due moment stands, told by icon, words and colour together: nothing else in the portal draws it. */
import {
  CheckOutlined,
  ClockCircleOutlined,
  HourglassOutlined,
  PauseCircleOutlined,
  RiseOutlined,
  WarningFilled,
} from '@ant-design/icons';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Clock } from '../api-client/types.gen.ts';
import { UNKNOWN } from './formats.ts';
import { timeLeft } from './time-left.ts';

export type Token = 'early' | 'ontime' | 'near' | 'late' | 'paused' | 'done';

export const TOKEN_ICONS: Readonly<Record<Token, ReactNode>> = {
  early: <RiseOutlined aria-hidden />,
  ontime: <ClockCircleOutlined aria-hidden />,
  near: <HourglassOutlined aria-hidden />,
  late: <WarningFilled aria-hidden />,
  paused: <PauseCircleOutlined aria-hidden />,
  done: <CheckOutlined aria-hidden />,
};

const TOKENS = { early: 'early', 'in-time': 'ontime', near: 'near', late: 'late', paused: 'paused' } as const;

/** @param closed the work is done: said is how it ended, not what is left. */
export function Han({ clock, closed = false }: { readonly clock: Clock; readonly closed?: boolean }) {
  const { t } = useTranslation();
  if (clock.state === 'none') return <span className="second">{UNKNOWN}</span>;
  const token = TOKENS[clock.state];
  const status = closed && token === 'ontime' ? t('han.closedOntime') : t(`han.${token}`);
  const words = closed ? (token === 'late' ? timeLeft(clock, t) : status) : timeLeft(clock, t) || status;
  return (
    <span className={`han han-${token}`}>
      {TOKEN_ICONS[token]}
      <span>
        {token === 'near' && <span className="hidden-text">{status}: </span>}
        {words}
      </span>
    </span>
  );
}
