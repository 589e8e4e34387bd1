import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from './http';

export const scopes = ['organisation-fields', 'everything', 'chosen'] as const;
export type AlertSettings = {
  email: boolean;
  sms: boolean;
  scope: (typeof scopes)[number];
  fields: string[];
  institutions: string[];
};

const PATH = '/api/alert-settings/me';
const KEY = ['alert-settings'];

export function useAlertSettings(enabled = true) {
  return useQuery({ queryKey: KEY, queryFn: ({ signal }) => api<AlertSettings>(PATH, { signal }), enabled });
}

export function useSaveAlertSettings() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (settings: AlertSettings) => api<AlertSettings | undefined>(PATH, { method: 'PUT', body: settings }),
    onSuccess: (answer, sent) => client.setQueryData(KEY, answer ?? sent),
  });
}
