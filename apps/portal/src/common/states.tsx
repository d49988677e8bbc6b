/** Empty, loading, failed and forbidden: told the same way on every page. */
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { OFFLINE, Problem } from '../app/api.ts';
import { useT } from '../i18n/use-t.ts';
import { Notice } from './notice.tsx';

const SKELETON_AFTER_MS = 300;
const SKELETON_LINES = 6;

export function Loading() {
  const t = useT();
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), SKELETON_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div role="status" aria-label={t('state.loading')}>
      {late && (
        <div className="skeleton" aria-hidden>
          {Array.from({ length: SKELETON_LINES }, (_, line) => (
            <i key={line} />
          ))}
        </div>
      )}
    </div>
  );
}

export function Empty({ children }: { readonly children: ReactNode }) {
  return <div className="panel empty">{children}</div>;
}

/** What went wrong with reading, and the way out. */
export function Failed({
  error,
  retry,
}: {
  readonly error: unknown;
  readonly retry?: (() => void) | undefined;
}) {
  const t = useT();
  const words = useProblemWords()(error);
  const again = error instanceof Problem && [403, 404].includes(error.status) ? undefined : retry;
  return (
    <Notice
      kind={error instanceof Problem && error.status === 403 ? 'warning' : 'error'}
      role="alert"
      title={words}
      action={
        again && (
          <button type="button" className="btn" onClick={again}>
            {t('do.reload')}
          </button>
        )
      }
    />
  );
}

/** A read as a page shows it: the old data stay while it is read again. */
export function Read<T>(props: {
  readonly query: { data: T | undefined; error: unknown; refetch: () => unknown };
  readonly children: (data: T) => ReactNode;
}) {
  const { data, error, refetch } = props.query;
  return (
    <>
      {error !== null && <Failed error={error} retry={() => void refetch()} />}
      {data === undefined ? error === null && <Loading /> : props.children(data)}
    </>
  );
}

export function useProblemWords(): (error: unknown) => string {
  const t = useT();
  return (error) => {
    if (!(error instanceof Problem)) return t('error.unknown', { code: '' });
    if (error.code === OFFLINE) return t('error.offline');
    if (error.status === 403) return t('error.forbidden', { detail: error.detail });
    if (error.status === 404) return t('error.notFound');
    const seconds = error.retryAfterSeconds ?? 1;
    if (error.code === 'files-away') return t('error.filesAway', { seconds });
    if (error.status === 503 || error.status === 429) {
      return t('error.busy', { seconds });
    }
    if (error.status >= 500) return t('error.unknown', { code: error.instance });
    return t('error.refused', { reason: error.detail });
  };
}

/** A refused or cut submission: what was typed stays, and sending again has its effect once. */
export function SubmitFault({ error }: { readonly error: unknown }) {
  const t = useT();
  const words = useProblemWords();
  if (error === null || error === undefined) return null;
  const unsure = error instanceof Problem && (error.code === OFFLINE || error.status >= 500);
  const faults = error instanceof Problem ? error.errors : [];
  return (
    <div tabIndex={-1} ref={(element) => element?.focus()}>
      <Notice kind="error" role="alert" title={words(error)}>
        {unsure
          ? t('error.resend')
          : faults.length > 0 && (
              <ul>
                {faults.map(({ field, message }) => (
                  <li key={field}>
                    {field}: {message}
                  </li>
                ))}
              </ul>
            )}
      </Notice>
    </div>
  );
}
