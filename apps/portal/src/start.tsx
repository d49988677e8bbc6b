import { createRoot } from 'react-dom/client';
import { Problem } from './app/api.ts';
import { App } from './app/app.tsx';
import { startLanguage } from './i18n/language.ts';

void startLanguage().then(() => {
  createRoot(document.getElementById('root')!, { onCaughtError: report }).render(<App />);
});

/** A refusal that a page shows is no fault of the portal. */
function report(error: unknown): void {
  if (!(error instanceof Problem)) reportError(error);
}
