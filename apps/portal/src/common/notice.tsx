/** A fact and the way out of it, in a coloured frame. Plain elements: the first sight of a home has no other. */
import type { ReactNode } from 'react';
import { useT } from '../i18n/use-t.ts';
import { TOKEN_ICONS } from './han.tsx';

export type NoticeKind = 'info' | 'success' | 'warning' | 'error';

const DRAWN = { info: 'ontime', success: 'done', warning: 'late', error: 'late' } as const;

export function Notice(props: {
  readonly kind: NoticeKind;
  readonly title: ReactNode;
  /** `alert` interrupts who listens; `status` waits. */
  readonly role?: 'alert' | 'status';
  readonly action?: ReactNode;
  readonly onClose?: () => void;
  readonly children?: ReactNode;
}) {
  const t = useT();
  const { kind, title, role, action, onClose, children } = props;
  return (
    <div className={`notice-box notice-${kind}`} {...(role && { role })}>
      {TOKEN_ICONS[DRAWN[kind]]}
      <div className="notice-words">
        <div className={children ? 'notice-title' : ''}>{title}</div>
        {children}
      </div>
      {action}
      {onClose && (
        <button type="button" className="btn btn-text" aria-label={t('do.close')} onClick={onClose}>
          ✕
        </button>
      )}
    </div>
  );
}
