/** The session's end is shown before it comes, and when it has come: typed text stays where it is. */
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useState } from 'react';
import { sessionSession } from '../api-client/sdk.gen.ts';
import { Notice } from '../common/notice.tsx';
import { useT } from '../i18n/use-t.ts';
import { call, lastCall, onSessionLost } from './api.ts';
import { sessionQuery } from './session.ts';

const MINUTE_MS = 60_000;
const WARN_MINUTES = 5;
const IDLE_MINUTES = 60;
const LOOK_EVERY_MS = 15_000;

/** Fetched when a session has ended: it is made of Ant Design. */
const Ended = lazy(() => import('./session-ended.tsx').then((module) => ({ default: module.SessionEnded })));

export function SessionNotices() {
  const [lost, setLost] = useState(false);
  useEffect(() => onSessionLost(() => setLost(true)), []);
  return (
    <>
      <Ending onAgain={() => setLost(true)} />
      {lost && (
        <Suspense>
          <Ended onBack={() => setLost(false)} />
        </Suspense>
      )}
    </>
  );
}

/** An idle session goes on by any call; the day's end of it only by the password. */
function Ending({ onAgain }: { readonly onAgain: () => void }) {
  const t = useT();
  const { data: session } = useQuery(sessionQuery);
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  if (!session) return null;
  const idleEndMs = lastCall() + IDLE_MINUTES * MINUTE_MS;
  const endMs = Date.parse(session.expiresAt);
  const minutes = Math.ceil((Math.min(idleEndMs, endMs) - nowMs) / MINUTE_MS);
  if (minutes > WARN_MINUTES || minutes <= 0) return null;
  const goOn = () =>
    idleEndMs < endMs ? void call(sessionSession()).then(() => setNowMs(Date.now())) : onAgain();
  return (
    <Notice
      kind="warning"
      role="status"
      title={t('session.ending', { minutes })}
      action={
        <button type="button" className="btn" onClick={goOn}>
          {t('do.continue')}
        </button>
      }
    />
  );
}
