import './app/base.css';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { startLanguage } from './i18n/language.ts';

void startLanguage().then(() => {
  createRoot(document.getElementById('root')!).render(<App />);
});
