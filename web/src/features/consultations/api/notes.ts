import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '@/shared/api/http';

export type Note = { id: string; node: string | null; comment: string | null; text: string; at: string; changed: boolean; mine: boolean };

/** What the secretariat notes for itself; nobody else may ask. */
export function useNotes(consultation: string) {
  return useQuery({ queryKey: ['consultation', consultation, 'notes'], queryFn: ({ signal }) => api<{ items: Note[] }>(`/api/consultations/${consultation}/notes`, { signal }) });
}

/** Under an id made here: sending twice writes one note. */
export function useWriteNote(consultation: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, ...body }: { id: string; node: string | null; comment: string | null; text: string | null }) => body.text === null
      ? api<void>(`/api/consultations/${consultation}/notes/${id}`, { method: 'DELETE' })
      : api<void>(`/api/consultations/${consultation}/notes/${id}`, { method: 'PUT', body }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['consultation', consultation, 'notes'] }),
  });
}
