import { useCursorList } from '@/shared/api/cursor';
import type { Summary } from './types';

export type ConsultationFilters = { stage?: string; tab?: string; kind?: string; institution?: string; field?: string; q?: string; limit?: number };

export function useConsultations(filters: ConsultationFilters) {
  return useCursorList<Summary>(['consultations'], '/api/consultations', { limit: 20, ...filters });
}
