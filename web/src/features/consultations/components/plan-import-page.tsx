import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { ApiError } from '@/shared/api/problem';
import { useInstitutions } from '@/shared/api/reference';
import { useStaffT, useT } from '@/shared/i18n';
import { download, toCsv } from '@/shared/lib/csv';
import { type Errors, ErrorSummary, TextField } from '@/shared/ui/form';
import { Download } from '@/shared/ui/icons';
import { Link } from '@/shared/ui/link';
import { PageHead } from '@/shared/ui/page';
import { describe, Notice } from '@/shared/ui/states';
import { importPlan, type PlanReport } from '../api/plan';

/** First what would happen, then the doing. */
export function PlanImportPage() {
  const t = useT();
  const s = useStaffT();
  const client = useQueryClient();
  const [year, setYear] = useState(String(new Date().getFullYear() + 1));
  const [file, setFile] = useState<File | null>(null);
  const [errors, setErrors] = useState<Errors>({});
  const [running, setRunning] = useState<'check' | 'import' | null>(null);
  const [progress, setProgress] = useState(0);
  const [report, setReport] = useState<PlanReport | null>(null);
  const [failed, setFailed] = useState<unknown>(null);

  const run = async (dryRun: boolean, skipErrors = false) => {
    const found: Errors = {};
    if (!/^20\d\d$/.test(year)) found['year'] = s.plan.yearMissing;
    if (!file) found['file'] = s.errors.file;
    setErrors(found);
    setFailed(null);
    if (!file || Object.keys(found).length > 0) return;
    setRunning(dryRun ? 'check' : 'import');
    try {
      setReport(await importPlan(file, year, { dryRun, skipErrors }, setProgress));
      if (!dryRun) await client.invalidateQueries({ queryKey: ['plan'] });
    } catch (error) {
      setFailed(error);
      if (error instanceof ApiError) setErrors(error.fields);
    } finally {
      setRunning(null);
      setProgress(0);
    }
  };

  const restart = () => {
    setReport(null);
    setFile(null);
    setFailed(null);
    setErrors({});
  };
  return (
    <>
      <p className="no-print"><Link to="/plan">{s.plan.title}</Link></p>
      <PageHead title={s.plan.importTitle} lead={s.plan.importLead} />
      <ErrorSummary errors={errors} ids={{ file: 'file', year: 'year' }} general={failed && Object.keys(errors).length === 0 ? describe(failed, t).text : null} />
      {!report ? (
        <form noValidate onSubmit={event => { event.preventDefault(); void run(true); }}>
          <TextField id="year" inputMode="numeric" label={s.plan.year} error={errors['year']} value={year} onChange={event => setYear(event.target.value.trim())} />
          <TextField id="file" type="file" accept=".csv,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" label={s.plan.file} hint={s.plan.columns} error={errors['file']} onChange={event => setFile(event.target.files?.[0] ?? null)} />
          <button className="button" disabled={running !== null}>{running ? s.members.checking(Math.round(progress * 100)) : s.members.dryRun}</button>
        </form>
      ) : <Report report={report} running={running === 'import'} onImport={skip => void run(false, skip)} onAgain={restart} />}
    </>
  );
}

function Report({ report, running, onImport, onAgain }: { report: PlanReport; running: boolean; onImport: (skipErrors: boolean) => void; onAgain: () => void }) {
  const t = useT();
  const s = useStaffT();
  const institutions = useInstitutions();
  const m = s.members;
  const p = s.plan;
  const changes = report.created + report.updated;
  const bad = new Set(report.errors.map(error => error.row)).size;
  return (
    <>
      <section aria-labelledby="result">
        <h2 id="result">{report.written ? m.doneTitle : m.resultTitle}</h2>
        <p role="status">{[m.rows(report.rows), m.created(report.created), m.updated(report.updated), m.unchanged(report.unchanged), bad > 0 ? m.errors(bad) : ''].filter(Boolean).join(' · ')}</p>
      </section>
      {report.errors.length > 0 && (
        <section className="page-section">
          {!report.written && <Notice tone="amber" title={m.errors(bad)}><p>{m.errorsText}</p></Notice>}
          <div className="table-wrap">
            <table className="stack">
              <caption>{m.errorsCaption}</caption>
              <thead><tr><th scope="col">{m.row}</th><th scope="col">{m.column}</th><th scope="col">{m.problem}</th></tr></thead>
              <tbody>{report.errors.map((error, index) => <tr key={index}><td data-label={m.row}>{error.row}</td><td data-label={m.column}>{error.column}</td><td>{error.message ?? error.code}</td></tr>)}</tbody>
            </table>
          </div>
          <p>
            <button type="button" className="link-button" onClick={() => download('errors.csv', 'text/csv;charset=utf-8', toCsv([[m.row, m.column, m.problem], ...report.errors.map(error => [error.row, error.column, error.message])]))}>
              <Download size={16} aria-hidden="true" /> {m.errorsExport}
            </button>
          </p>
        </section>
      )}
      {report.good.length > 0 && (
        <section className="page-section">
          <div className="table-wrap">
            <table className="stack">
              <caption>{p.goodCaption}</caption>
              <thead><tr><th scope="col">{m.row}</th><th scope="col">{s.drafts.titleColumn}</th><th scope="col">{t.consultations.institution}</th><th scope="col">{t.life.kind}</th><th scope="col">{p.quarter}</th><th scope="col">{p.effect}</th></tr></thead>
              <tbody>
                {report.good.map(row => (
                  <tr key={row.row}>
                    <td data-label={m.row}>{row.row}</td><th scope="row">{row.title}</th><td data-label={t.consultations.institution}>{institutions.nameOf(row.institution)}</td>
                    <td data-label={t.life.kind}>{t.actKinds[row.actKind] ?? row.actKind}</td><td data-label={p.quarter}>{row.quarter}</td><td data-label={p.effect}>{p.effects[row.effect]}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </section>
      )}
      {!report.written && changes === 0 && report.errors.length === 0 && <p>{m.nothing}</p>}
      <div className="actions">
        {report.written ? <Link to="/plan" className="button">{p.toPlan}</Link>
          : changes > 0 && (
            <button type="button" className="button" disabled={running} onClick={() => onImport(report.errors.length > 0)}>
              {running ? m.importing : report.errors.length > 0 ? m.importGood(changes) : m.import_(changes)}
            </button>
          )}
        <button type="button" className="link-button" onClick={onAgain}>{m.another}</button>
      </div>
    </>
  );
}
