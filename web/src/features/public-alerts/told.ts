import { useCriteriaTold, type Criteria as Choice } from '@/shared/criteria/criteria';
import { useWords } from './words';

type Criteria = Partial<Choice> & { match: 'any' | 'all'; scope: 'organisation-fields' | 'everything' | 'chosen' };

/**
 * What is asked for, in one line.
 *
 * @param all that will be told
 */
export function useTold(all: Criteria[]) {
  const w = useWords();
  const criteria = useCriteriaTold(all);
  return (one: Criteria) => {
    if (one.scope === 'everything') return w.everything;
    if (one.scope === 'organisation-fields') return w.organisations;
    return criteria(one);
  };
}

/** Whether a text can be an address; the mail to it finds out the rest. */
export const addressLike = (text: string) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text.trim());
