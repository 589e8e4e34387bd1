import { useInstitutions } from '@/shared/api/reference';
import { useT } from '@/shared/i18n';
import type { Asked } from './api';
import { useWords } from './words';

type Criteria = Pick<Asked, 'match' | 'institutions' | 'actKinds' | 'fields' | 'words' | 'consultationId'> & { scope: 'organisation-fields' | 'everything' | 'chosen' };

/** What is asked for, in one line. */
export function useTold() {
  const t = useT();
  const w = useWords();
  const { nameOf } = useInstitutions();
  return (one: Criteria) => {
    if (one.scope === 'everything') return w.everything;
    if (one.scope === 'organisation-fields') return w.organisations;
    const parts = [
      ...(one.words ?? []).map(word => `„${word}“`),
      ...(one.fields ?? []).map(field => t.fields[field as keyof typeof t.fields] ?? field),
      ...(one.institutions ?? []).map(nameOf),
      ...(one.actKinds ?? []).map(kind => t.actKinds[kind as keyof typeof t.actKinds] ?? kind),
      ...(one.consultationId ? [one.consultationId] : []),
    ];
    return parts.join(one.match === 'all' ? ' + ' : ', ');
  };
}

/** Whether a text can be an address; the mail to it finds out the rest. */
export const addressLike = (text: string) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text.trim());
