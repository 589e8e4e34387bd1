import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App, newQueryClient } from '@/app/app';
import { applyLanguage, loadMessages } from '@/shared/i18n';
import { initialLanguage } from '@/shared/i18n/language';
import '@/shared/styles/fonts.css';
import '@/shared/styles/tokens.css';
import '@/shared/styles/base.css';
import '@/shared/styles/components.css';

const language = initialLanguage();
applyLanguage(language);
const messages = await loadMessages(language);
createRoot(document.getElementById('root')!).render(
  <StrictMode><App language={language} messages={messages} client={newQueryClient()} /></StrictMode>,
);
