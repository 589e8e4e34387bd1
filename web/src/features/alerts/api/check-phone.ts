import { useMutation } from '@tanstack/react-query';
import { api } from '@/shared/api/http';

export type PhoneCheck = {
  verdict: 'fits' | 'not-a-number' | 'old-form' | 'old-landline' | 'landline' | 'country' | 'costly';
  /** +383… without spaces, if it fits. */
  number: string | null;
  /** What a number from before +383 has become. Its code is another country’s today, so it is only ever offered. */
  presentForm: string | null;
};

/** Whether SMS would reach a number as it was typed. The server judges, which knows the plans of all countries. */
export function useCheckPhone() {
  return useMutation({ mutationFn: (phone: string) => api<PhoneCheck>('/api/alert-settings/phone-check', { method: 'POST', body: { phone } }) });
}
