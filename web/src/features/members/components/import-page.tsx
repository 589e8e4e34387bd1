import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { ApiError } from '@/shared/api/problem';
import { useStaffT, useT } from '@/shared/i18n';
import { download, toCsv } from '@/shared/lib/csv';
import { ErrorSummary, Radios, TextField } from '@/shared/ui/form';
import { Download } from '@/shared/ui/icons';
import { Link } from '@/shared/ui/link';
import { PageHead } from '@/shared/ui/page';
import { describe, Notice } from '@/shared/ui/states';
import { importFile, type ImportKind, type ImportReport, type OldNumbers } from '../api/import';

/** First what would happen, then the doing. */
export function ImportPage() {
  const t = useT();
  const s = useStaffT();
  const client = useQueryClient();
  const [kind, setKind] = useState<ImportKind>('organisations');
  const [file, setFile] = useState<File | null>(null);
  const [missing, setMissing] = useState(false);
  const [running, setRunning] = useState<'check' | 'import' | null>(null);
  const [progress, setProgress] = useState(0);
  const [report, setReport] = useState<ImportReport | null>(null);
  const [failed, setFailed] = useState<unknown>(null);
  const [oldNumbers, setOldNumbers] = useState<OldNumbers | null>(null);

  const run = async (dryRun: boolean, skipErrors = false, old = oldNumbers) => {
    setMissing(!file);
    if (!file) return;
    setRunning(dryRun ? 'check' : 'import');
    setFailed(null);
    try {
      setReport(await importFile(file, kind, { dryRun, skipErrors, oldNumbers: old }, setProgress));
      if (!dryRun) await client.invalidateQueries({ queryKey: ['organisations'] });
    } catch (error) {
      setFailed(error);
    } finally {
      setRunning(null);
      setProgress(0);
    }
  };

  const meant = (choice: OldNumbers) => {
    setOldNumbers(choice);
    void run(true, false, choice);
  };
  const restart = () => {
    setOldNumbers(null);
    setReport(null);
    setFile(null);
    setFailed(null);
  };
  const fileErrors = missing ? { file: s.errors.file } : failed instanceof ApiError ? failed.fields : {};
  return (
    <>
      <p className="no-print"><Link to="/members">{t.nav.members}</Link></p>
      <PageHead title={s.members.importTitle} lead={s.members.importLead} />
      <ErrorSummary errors={fileErrors} ids={{ file: 'file' }} general={failed && Object.keys(fileErrors).length === 0 ? describe(failed, t).text : null} />
      {!report ? (
        <form noValidate onSubmit={event => { event.preventDefault(); void run(true); }}>
          <Radios
            id="kind" legend={s.members.kind} value={kind} onChange={value => setKind(value as ImportKind)}
            choices={(['organisations', 'representatives'] as const).map(value => ({ value, label: s.members.kinds[value], hint: s.members.columns[value] }))}
          />
          <TextField id="file" type="file" accept=".csv,text/csv" label={s.members.file} error={fileErrors['file']} onChange={event => { setMissing(false); setFile(event.target.files?.[0] ?? null); }} />
          <button className="button" disabled={running !== null}>{running ? s.members.checking(Math.round(progress * 100)) : s.members.dryRun}</button>
        </form>
      ) : <Report report={report} running={running} oldNumbers={oldNumbers} onMeant={meant} onImport={skip => void run(false, skip)} onAgain={restart} />}
    </>
  );
}

type ReportProps = {
  report: ImportReport; running: 'check' | 'import' | null; oldNumbers: OldNumbers | null;
  onMeant: (choice: OldNumbers) => void; onImport: (skipErrors: boolean) => void; onAgain: () => void;
};

function Report({ report, running, oldNumbers, onMeant, onImport, onAgain }: ReportProps) {
  const t = useT();
  const s = useStaffT();
  const m = s.members;
  const written = !report.dryRun && report.written !== false;
  const changes = report.created + report.updated;
  const bad = new Set(report.errors.map(error => error.row)).size;
  const old = written ? 0 : report.errors.filter(error => error.code === 'old-phone').length;
  return (
    <>
      <section aria-labelledby="result">
        <h2 id="result">{written ? m.doneTitle : m.resultTitle}</h2>
        <p role="status">{[m.rows(report.rows), m.created(report.created), m.updated(report.updated), m.unchanged(report.unchanged), bad > 0 ? m.errors(bad) : ''].filter(Boolean).join(' · ')}</p>
        {oldNumbers && <p className="soft">{m.oldNumbersMeant[oldNumbers]}</p>}
      </section>
      {old > 0 && <OldNumbersQuestion count={old} running={running !== null} onMeant={onMeant} />}
      {report.errors.length > 0 && (
        <section className="page-section">
          {!written && <Notice tone="amber" title={m.errors(bad)}><p>{m.errorsText}</p></Notice>}
          <div className="table-wrap">
            <table className="stack">
              <caption>{m.errorsCaption}</caption>
              <thead><tr><th scope="col">{m.row}</th><th scope="col">{m.column}</th><th scope="col">{m.problem}</th></tr></thead>
              <tbody>
                {report.errors.map((error, index) => (
                  <tr key={index}><td data-label={m.row}>{error.row}</td><td data-label={m.column}>{error.column}</td><td>{error.message}</td></tr>
                ))}
              </tbody>
            </table>
          </div>
          <p>
            <button type="button" className="link-button" onClick={() => download('errors.csv', 'text/csv;charset=utf-8', toCsv([[m.row, m.column, m.problem], ...report.errors.map(error => [error.row, error.column, error.message])]))}>
              <Download size={16} aria-hidden="true" /> {m.errorsExport}
            </button>
          </p>
        </section>
      )}
      {!written && changes === 0 && report.errors.length === 0 && <p>{m.nothing}</p>}
      <div className="actions">
        {written ? <Link to="/members" className="button">{m.toMembers}</Link>
          : changes > 0 && (
            <button type="button" className="button" disabled={running !== null} onClick={() => onImport(report.errors.length > 0)}>
              {running === 'import' ? m.importing : report.errors.length > 0 ? m.importGood(changes) : m.import_(changes)}
            </button>
          )}
        <button type="button" className="link-button" onClick={onAgain}>{m.another}</button>
        {written && <span className="hidden">{t.common.saved}</span>}
      </div>
    </>
  );
}

/** Nobody but the secretariat can tell whether +377 44 is a number of Kosovo from before or one of Monaco. */
function OldNumbersQuestion({ count, running, onMeant }: { count: number; running: boolean; onMeant: (choice: OldNumbers) => void }) {
  const m = useStaffT().members;
  const [choice, setChoice] = useState<OldNumbers>('convert');
  return (
    <form className="page-section" onSubmit={event => { event.preventDefault(); onMeant(choice); }}>
      <Radios
        id="old-numbers" legend={m.oldNumbers(count)} hint={m.oldNumbersHint} value={choice} onChange={value => setChoice(value as OldNumbers)}
        choices={(['convert', 'keep'] as const).map(value => ({ value, label: m.oldNumbersChoices[value] }))}
      />
      <button className="button button-plain" disabled={running}>{m.oldNumbersAgain}</button>
    </form>
  );
}
