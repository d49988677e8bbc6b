/** How a due moment stands, told by icon, words and colour together: nothing else in the portal draws it. */
import type { TFunction } from 'i18next';
import type { ReactNode } from 'react';
import type { Clock } from '../api-client/types.gen.ts';
import { useT } from '../i18n/use-t.ts';
import { UNKNOWN } from './formats.ts';
import { timeLeft } from './time-left.ts';

export type Token = 'early' | 'ontime' | 'near' | 'late' | 'paused' | 'done';

/** Drawn here and not taken from the icon library: a list shows them by the thousand. */
const glyph = (path: string): ReactNode => (
  <svg
    className="glyph"
    viewBox="0 0 16 16"
    width="14"
    height="14"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.6"
    aria-hidden
  >
    <path d={path} />
  </svg>
);
const CIRCLE = 'M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 1 1 0-13Z';

export const TOKEN_ICONS: Readonly<Record<Token, ReactNode>> = {
  early: glyph('M2 12 7 7l3 3 4-6M14 8V4h-4'),
  ontime: glyph(`${CIRCLE}M8 4.5V8l2.5 2`),
  near: glyph('M3 1.5h10M3 14.5h10M4.5 1.5v3L8 8l3.5-3.5v-3M4.5 14.5v-3L8 8l3.5 3.5v3'),
  late: (
    <svg className="glyph" viewBox="0 0 16 16" width="14" height="14" fill="currentColor" aria-hidden>
      <path d="M8 1 15.5 14.5H.5ZM7.2 6v4h1.6V6Zm0 5.2v1.6h1.6v-1.6Z" fillRule="evenodd" />
    </svg>
  ),
  paused: glyph(`${CIRCLE}M6.3 5.5v5M9.7 5.5v5`),
  done: glyph('m2.5 8.5 3.5 4 7.5-9'),
};

const TOKENS = { early: 'early', 'in-time': 'ontime', near: 'near', late: 'late', paused: 'paused' } as const;

/** @param closed the work is done: said is how it ended, not what is left. */
export function Han({ clock, closed = false }: { readonly clock: Clock; readonly closed?: boolean }) {
  return han(useT(), clock, closed);
}

/** The same without a component of its own, for the rows of long lists. @param drawn false: words alone. */
export function han(t: TFunction, clock: Clock, closed = false, drawn = true): ReactNode {
  if (clock.state === 'none') return <span className="second">{UNKNOWN}</span>;
  const token = TOKENS[clock.state];
  const status = closed && token === 'ontime' ? t('han.closedOntime') : t(`han.${token}`);
  const words = closed ? (token === 'late' ? timeLeft(clock, t) : status) : timeLeft(clock, t) || status;
  return (
    <span className={`han han-${token}`}>
      {drawn && TOKEN_ICONS[token]}
      <span>
        {token === 'near' && <span className="hidden-text">{status}: </span>}
        {words}
      </span>
    </span>
  );
}

/** A step's clock in a list, and below it its dossier's, where there is one. */
export const stepClocks = (t: TFunction, clock: Clock, dossierClock: Clock): ReactNode => (
  <td>
    {han(t, clock)}
    {dossierClock.state !== 'none' && (
      <div className="small">
        {t('column.dossier')} {han(t, dossierClock, false, false)}
      </div>
    )}
  </td>
);
