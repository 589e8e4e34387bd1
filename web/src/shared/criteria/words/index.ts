import { useI18n } from '@/shared/i18n';
import { en, type Words } from './en';
import { sq } from './sq';
import { sr } from './sr';

/** The words of choosing what one wants to hear; they come with the pages that ask for it. */
export function useWords(): Words {
  const { language } = useI18n();
  return { en, sq, sr }[language];
}
