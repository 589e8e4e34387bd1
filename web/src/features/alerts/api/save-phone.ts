import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/shared/api/http';
import type { Me } from '@/shared/session/session';

export function useSavePhone() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (phone: string) => api<Me | undefined>('/api/people/me', { method: 'PATCH', body: { phone } }),
    onSuccess: me => me ? client.setQueryData(['session'], me) : client.invalidateQueries({ queryKey: ['session'] }),
  });
}
