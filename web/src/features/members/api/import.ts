import { upload } from '@/shared/api/upload';
import { newId } from '@/shared/lib/id';

export type ImportKind = 'organisations' | 'representatives';
/** What numbers from before +383 are taken for; nothing said is an error of their row. */
export type OldNumbers = 'convert' | 'keep';
export type RowError = { row: number; column: string | null; code: string; message: string };
export type ImportReport = {
  id: string; dryRun: boolean; kind: ImportKind; written?: boolean; rows: number; created: number; updated: number; unchanged: number; errors: RowError[];
};

export async function importFile(file: File, kind: ImportKind, options: { dryRun: boolean; skipErrors?: boolean; oldNumbers?: OldNumbers | null }, onProgress: (share: number) => void): Promise<ImportReport> {
  const form = new FormData();
  form.append('file', file, file.name);
  const query = new URLSearchParams({ kind, dryRun: String(options.dryRun) });
  if (options.skipErrors) query.set('skipErrors', 'true');
  if (options.oldNumbers) query.set('oldNumbers', options.oldNumbers);
  const answer = await upload(`/api/imports?${query}`, form, { 'Idempotency-Key': newId() }, onProgress);
  return answer.data as ImportReport;
}
