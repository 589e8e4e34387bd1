import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/shared/api/http';

export function useMoveDeadline(consultation: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { deadline: string; reason: string; etag: string | null }) =>
      api<void>(`/api/consultations/${consultation}/deadline`, {
        method: 'PUT',
        body: { deadline: body.deadline, reason: body.reason },
        headers: body.etag ? { 'If-Match': body.etag } : {},
      }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['consultation', consultation] }),
  });
}
