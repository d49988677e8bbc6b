import { createRoot } from 'react-dom/client';
import { Problem } from './app/api.ts';
import { App } from './app/app.tsx';
import { router } from './app/router.tsx';
import { startLanguage } from './i18n/language.ts';

/** Drawn at once as it will stand, and not three times on the way there; what takes longer comes into its frame. */
const FRAME_AFTER_MS = 1_000;
const tooLong = new Promise((done) => setTimeout(done, FRAME_AFTER_MS));

void Promise.race([Promise.all([startLanguage(), router.load()]), tooLong]).then(() => {
  createRoot(document.getElementById('root')!, { onCaughtError: report }).render(<App />);
});

/** A refusal that a page shows is no fault of the portal. */
function report(error: unknown): void {
  if (!(error instanceof Problem)) reportError(error);
}
