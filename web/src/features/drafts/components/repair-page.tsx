import { memo, useCallback, useEffect, useMemo, useRef, useState, type CSSProperties, type KeyboardEvent, type ReactNode } from 'react';
import { useParams } from 'react-router';
import { CarriageLine } from '@/shared/ui/carriage-line';
import { ApiError } from '@/shared/api/problem';
import { useI18n, useStaffT, useT } from '@/shared/i18n';
import { languageTags } from '@/shared/i18n/language';
import { useWide } from '@/shared/lib/use-wide';
import { SelectField, TextField } from '@/shared/ui/form';
import { AlertTriangle, Keyboard } from '@/shared/ui/icons';
import { Link } from '@/shared/ui/link';
import { PageHead } from '@/shared/ui/page';
import { describe, Empty, Failure, Notice, Skeleton } from '@/shared/ui/states';
import { moved, nodeKinds, useRepair, useRepairStep, useSaveRepair, type Operation, type Repair, type RepairKind, type RepairNode, type RepairWarning } from '../api/repair';
import './repair.css';

type Panel = 'split' | 'renumber' | 'kind' | 'heading' | null;
type Command = 'next' | 'previous' | 'warning' | 'merge' | 'split' | 'promote' | 'demote' | 'renumber' | 'kind' | 'heading' | 'up' | 'down' | 'undo' | 'redo' | 'help';

/** Single letters act only while the focus is in the text, so that nobody sets them off by dictating or typing elsewhere. */
const KEYS: Record<string, Command> = {
  j: 'next', k: 'previous', ArrowDown: 'next', ArrowUp: 'previous', w: 'warning', m: 'merge', s: 'split', p: 'promote', d: 'demote', r: 'renumber', t: 'kind', h: 'heading', u: 'up', n: 'down', z: 'undo', y: 'redo', '?': 'help',
};
const SHOWN: [string, Command][] = [
  ['J', 'next'], ['K', 'previous'], ['W', 'warning'], ['M', 'merge'], ['S', 'split'], ['P', 'promote'], ['D', 'demote'], ['R', 'renumber'], ['T', 'kind'], ['H', 'heading'], ['U', 'up'], ['N', 'down'], ['Z', 'undo'], ['Y', 'redo'],
];
const UNSURE = 0.6;

export function RepairPage() {
  const { id = '' } = useParams();
  const repair = useRepair(id);
  if (repair.error) return <Failure heading="h1" error={repair.error} onRetry={() => void repair.refetch()} />;
  if (repair.isPending) return <Skeleton lines={14} />;
  return <Bench repair={repair.data} />;
}

function Bench({ repair }: { repair: Repair }) {
  const t = useT();
  const s = useStaffT();
  const r = s.repair;
  const { nodes } = repair;
  const wide = useWide('(min-width: 760px)');
  const [help, setHelp] = useState(wide);
  const [active, setActive] = useState<string | null>(nodes[0]?.id ?? null);
  const [panel, setPanel] = useState<Panel>(null);
  const [said, setSaid] = useState('');
  const tree = useRef<HTMLOListElement>(null);
  const wanted = useRef<string | null>(null);
  const focusOn = useCallback((node: string | null) => {
    setPanel(null);
    if (!node) return;
    setActive(node);
    wanted.current = node;
  }, []);
  const step = useRepairStep(repair.draft, focusOn);
  const save = useSaveRepair(repair.draft);
  const depths = useMemo(() => depthsOf(nodes), [nodes]);
  const done = repair.operations.filter(one => !one.undone).length;
  const undone = repair.operations.length - done;
  const busy = step.isPending || save.isPending || repair.saving;

  useEffect(() => {
    if (wanted.current === null) return;
    const button = tree.current?.querySelector<HTMLElement>(`[data-node="${CSS.escape(wanted.current)}"]`);
    // A node that a step brings back may be drawn a moment later.
    if (!button) return;
    wanted.current = null;
    button.focus();
    button.scrollIntoView?.({ block: 'nearest' });
  });

  const take = (action: Operation | 'undo' | 'redo') => {
    if (busy) return;
    save.reset();
    step.mutate({ action, revision: repair.revision } as Parameters<typeof step.mutate>[0], {
      onSuccess: () => setSaid(typeof action === 'string' ? r.said[action] : r.said[action.op]),
    });
  };
  const goTo = (node: string | undefined | null) => { if (node) { focusOn(node); } };

  const command = (what: Command) => {
    const at = nodes.findIndex(node => node.id === active);
    setSaid('');
    switch (what) {
      case 'next': return goTo(nodes[Math.min(nodes.length - 1, at + 1)]?.id);
      case 'previous': return goTo(nodes[Math.max(0, at - 1)]?.id);
      case 'warning': return goTo(nextWarning(repair.warnings, nodes, at));
      case 'undo': return done > 0 ? take('undo') : setSaid(r.nothingToUndo);
      case 'redo': return undone > 0 ? take('redo') : setSaid(r.nothingToRedo);
      case 'help': return setHelp(shown => !shown);
    }
    if (!active) return;
    switch (what) {
      case 'merge': case 'promote': case 'demote': return take({ op: what, node: active });
      case 'split': case 'renumber': case 'kind': case 'heading': return setPanel(what);
      case 'up': case 'down': {
        const operation = moved(nodes, active, what === 'down');
        return operation ? take(operation) : setSaid(r.cannotMove);
      }
    }
  };

  const onKey = (event: KeyboardEvent<HTMLElement>) => {
    const typing = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement || event.target instanceof HTMLSelectElement;
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 's') {
      event.preventDefault();
      if (repair.unsaved && !busy) save.mutate(repair.revision);
      return;
    }
    if (event.key === 'Escape' && panel) {
      event.preventDefault();
      return focusOn(active);
    }
    const what = KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (typing || event.ctrlKey || event.metaKey || event.altKey || !what || !tree.current?.contains(event.target as Node)) return;
    event.preventDefault();
    command(what);
  };

  const failed = step.error ?? save.error;
  return (
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions -- the keys are short cuts for the buttons inside
    <div onKeyDown={onKey}>
      <p className="no-print"><Link to={`/drafts/${repair.draft}`}>{repair.title}</Link></p>
      <PageHead title={r.title} lead={r.lead} />
      {repair.restarted && <Notice tone="amber"><p>{r.restarted}</p></Notice>}
      {repair.lost.length > 0 && (
        <Notice tone="amber">
          <p>{r.lost}</p>
          <ul>
            {repair.lost.map((one, index) => {
              const node = nodes.find(known => known.id === one.node);
              return <li key={index}>{r.lostSteps[one.op]}: {node ? <button type="button" className="link-button" onClick={() => goTo(node.id)}>{nodeName(node, r)}</button> : r.lostPlace}</li>;
            })}
          </ul>
        </Notice>
      )}
      {nodes.length === 0 ? <Empty title={r.emptyTitle}>{r.emptyText}</Empty> : (
        <>
          <Warnings warnings={repair.warnings} nodes={nodes} onGo={goTo} />
          <section className="repair-keys no-print" aria-label={r.keysTitle}>
            <button type="button" className="link-button" aria-expanded={help} aria-controls="repair-keys" onClick={() => setHelp(shown => !shown)}><Keyboard size={18} aria-hidden="true" /> {r.keysTitle}</button>
            <div id="repair-keys" hidden={!help}>
            <p>{r.keysText}</p>
            <dl>
              {SHOWN.map(([key, what]) => <div key={key}><dt><kbd>{key}</kbd></dt><dd>{r.commands[what]}</dd></div>)}
              <div><dt><kbd>Ctrl S</kbd></dt><dd>{r.save}</dd></div>
              <div><dt><kbd>?</kbd></dt><dd>{r.commands.help}</dd></div>
            </dl>
            </div>
          </section>
          <div className="repair-bar no-print" role="group" aria-label={r.bar}>
            <button type="button" className="button button-plain button-small" disabled={busy || done === 0} onClick={() => take('undo')}>{r.commands.undo}</button>
            <button type="button" className="button button-plain button-small" disabled={busy || undone === 0} onClick={() => take('redo')}>{r.commands.redo}</button>
            <button type="button" className="button button-small" disabled={busy || !repair.unsaved} onClick={() => save.mutate(repair.revision)}>{save.isPending || repair.saving ? r.saving : r.save}</button>
            {!repair.unsaved && (repair.consultationId ? <Link to={`/consultations/${repair.consultationId}`}>{s.drafts.toConsultation}</Link> : <Link to={`/drafts/${repair.draft}#open`}>{r.toOpening}</Link>)}
            <p role="status" className="soft">{said} {repair.unsaved ? r.unsaved(done) : save.isSuccess ? r.saved : r.nothingUnsaved}</p>
          </div>
          {failed && <Notice tone="red" live title={describe(failed, t).title}><p>{failed instanceof ApiError && failed.status === 412 ? r.conflict : describe(failed, t).text}</p></Notice>}
          {repair.consultationId && <CarriageLine consultation={repair.consultationId} />}
          <h2 id="repair-text">{r.text}</h2>
          <ol className="repair-tree" aria-labelledby="repair-text" ref={tree}>
            {nodes.map(node => (
              <Row
                key={node.id} node={node} depth={depths.get(node.id) ?? 0} active={node.id === active} panel={node.id === active ? panel : null} busy={busy} language={repair.language}
                onSelect={setActive} onCommand={command} onTake={take} onClose={focusOn}
              />
            ))}
          </ol>
        </>
      )}
    </div>
  );
}

type RowProps = {
  node: RepairNode; depth: number; active: boolean; panel: Panel; busy: boolean; language: Repair['language'];
  onSelect: (node: string) => void; onCommand: (what: Command) => void; onTake: (operation: Operation) => void; onClose: (node: string) => void;
};

/** What an inactive row shows does not depend on the handlers: a long act is drawn anew only where it changed. */
const Row = memo(RowInside, (before, after) => !before.active && !after.active && before.node === after.node && before.depth === after.depth);

function RowInside({ node, depth, active, panel, busy, language, onSelect, onCommand, onTake, onClose }: RowProps) {
  const r = useStaffT().repair;
  const unsure = node.confidence < UNSURE;
  return (
    <li className="repair-node" data-active={active} style={{ '--depth': depth } as CSSProperties}>
      <button type="button" className="repair-head" data-node={node.id} tabIndex={active ? 0 : -1} aria-current={active || undefined} onClick={() => onSelect(node.id)} onFocus={() => !active && onSelect(node.id)}>
        <strong>{nodeName(node, r)}</strong>{node.heading && <span lang={languageTags[language]}>{node.heading}</span>}
        <small>
          {unsure && <AlertTriangle size={14} aria-hidden="true" />} {unsure ? r.unsure(Math.round(node.confidence * 100)) : r.sure(Math.round(node.confidence * 100))}
          {node.page !== null && <> · {r.page(node.page)}</>} · {r.level(depth + 1)}
        </small>
      </button>
      {node.text && panel !== 'split' && panel !== 'heading' && <p className="repair-words" lang={languageTags[language]}>{node.text}</p>}
      {active && panel === null && (
        <div className="actions no-print">
          {(['merge', 'split', 'promote', 'demote', 'renumber', 'kind', 'heading', 'up', 'down'] as const).map(what => (
            <button key={what} type="button" className="button button-plain button-small" disabled={busy || (what === 'split' && node.text.length < 2) || (what === 'heading' && !node.text && !node.heading)} onClick={() => onCommand(what)}>{r.short[what]}</button>
          ))}
        </div>
      )}
      {panel === 'split' && <SplitForm node={node} language={language} busy={busy} onTake={onTake} onClose={onClose} />}
      {panel === 'renumber' && <RenumberForm node={node} busy={busy} onTake={onTake} onClose={onClose} />}
      {panel === 'heading' && <HeadingForm node={node} language={language} busy={busy} onTake={onTake} onClose={onClose} />}
      {panel === 'kind' && <KindForm node={node} busy={busy} onTake={onTake} onClose={onClose} />}
    </li>
  );
}

type FormProps = { node: RepairNode; busy: boolean; onTake: (operation: Operation) => void; onClose: (node: string) => void };

function SplitForm({ node, language, busy, onTake, onClose }: FormProps & { language: Repair['language'] }) {
  const { repair: r } = useStaffT();
  const [at, setAt] = useState(0);
  const [kind, setKind] = useState<RepairKind>(node.kind);
  const [number, setNumber] = useState('');
  const [missing, setMissing] = useState(false);
  const inside = at > 0 && at < node.text.length;
  return (
    <form noValidate onSubmit={event => { event.preventDefault(); setMissing(!inside); if (inside) onTake({ op: 'split', node: node.id, at, kind, number: number.trim() || null }); }}>
      <PlaceInText id="split-text" node={node} language={language} label={r.splitLabel} hint={r.splitHint} error={missing && !inside ? r.splitMissing : null} at={0} onPlace={setAt}>
        {inside && <>{r.firstEnds} <q lang={languageTags[language]}>…{node.text.slice(Math.max(0, at - 40), at).trim()}</q><br />{r.secondBegins} <q lang={languageTags[language]}>{node.text.slice(at, at + 40).trim()}…</q></>}
      </PlaceInText>
      <SelectField id="split-kind" label={r.kindOfSecond} value={kind} onChange={event => setKind(event.target.value as RepairKind)}>{nodeKinds.map(one => <option key={one} value={one}>{r.kinds[one]}</option>)}</SelectField>
      <TextField id="split-number" label={r.numberOfSecond} optional value={number} maxLength={40} onChange={event => setNumber(event.target.value)} />
      <FormActions word={r.splitHere} busy={busy} onClose={() => onClose(node.id)} />
    </form>
  );
}

/** The words at the beginning that are the heading end where the cursor stands; what is a heading by mistake goes back to the text. */
function HeadingForm({ node, language, busy, onTake, onClose }: FormProps & { language: Repair['language'] }) {
  const t = useT();
  const { repair: r } = useStaffT();
  const first = useMemo(() => endOfHeading(node), [node]);
  const [at, setAt] = useState(first);
  const [missing, setMissing] = useState(false);
  const back = useRef<HTMLButtonElement>(null);
  useEffect(() => { if (!node.text) back.current?.focus(); }, [node.text]);
  return (
    <form noValidate onSubmit={event => { event.preventDefault(); setMissing(at < 1); if (at > 0) onTake({ op: 'title', node: node.id, at }); }}>
      {node.heading && <p><span className="label">{r.headingNow}</span> <span lang={languageTags[language]}>{node.heading}</span></p>}
      {node.text && (
        <PlaceInText id="heading-text" node={node} language={language} label={r.headingLabel} hint={r.headingHint} error={missing && at < 1 ? r.headingMissing : null} at={first} onPlace={setAt}>
          {at > 0 && <>{r.headingWillBe} <q lang={languageTags[language]}>{node.text.slice(0, at).trim()}</q></>}
        </PlaceInText>
      )}
      <div className="actions">
        {node.text && <button className="button button-small" disabled={busy}>{r.setHeading}</button>}
        {node.heading && <button ref={back} type="button" className="button button-plain button-small" disabled={busy} onClick={() => onTake({ op: 'title', node: node.id, at: 0 })}>{r.headingBack}</button>}
        <button type="button" className="link-button" onClick={() => onClose(node.id)}>{t.common.cancel}</button>
      </div>
    </form>
  );
}

/** The end of the first line, or of the second where the first is the label of an article that was split off. */
function endOfHeading(node: RepairNode): number {
  const end = node.text.indexOf('\n');
  if (end < 0) return 0;
  const label = node.number !== null && /^\s*\p{L}+\s+(\S+?)\.?\s*$/u.exec(node.text.slice(0, end))?.[1] === node.number;
  const next = label ? node.text.indexOf('\n', end + 1) : end;
  return next < 0 ? end : next;
}

/** A place in a node's text, which is where the cursor stands. */
function PlaceInText({ id, node, language, label, hint, error, at, onPlace, children }: {
  id: string; node: RepairNode; language: Repair['language']; label: string; hint: string; error: string | null; at: number; onPlace: (at: number) => void; children: ReactNode;
}) {
  const area = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    area.current?.focus();
    area.current?.setSelectionRange(at, at);
  }, [at]);
  return (
    <div className={error ? 'field field-bad' : 'field'}>
      <label htmlFor={id}>{label}</label>
      <p className="hint" id={`${id}-hint`}>{hint}</p>
      {error && <span className="field-error" id={`${id}-error`}>{error}</span>}
      {/* Not read-only: browsers show no caret there, and the place is the caret. What is typed is not taken. */}
      <textarea
        id={id} ref={area} className="textarea textarea-act" lang={languageTags[language]} value={node.text} onChange={() => undefined} aria-describedby={error ? `${id}-error ${id}-hint` : `${id}-hint`}
        onSelect={event => onPlace(event.currentTarget.selectionStart)}
      />
      <p className="repair-preview" aria-live="polite">{children}</p>
    </div>
  );
}

function RenumberForm({ node, busy, onTake, onClose }: FormProps) {
  const { repair: r } = useStaffT();
  const [number, setNumber] = useState(node.number ?? '');
  useEffect(() => document.getElementById('renumber')?.focus(), []);
  return (
    <form noValidate onSubmit={event => { event.preventDefault(); onTake({ op: 'renumber', node: node.id, number: number.trim() || null }); }}>
      <TextField id="renumber" label={r.numberLabel} hint={r.numberHint} value={number} maxLength={40} onChange={event => setNumber(event.target.value)} />
      <FormActions word={r.setNumber} busy={busy} onClose={() => onClose(node.id)} />
    </form>
  );
}

function KindForm({ node, busy, onTake, onClose }: FormProps) {
  const { repair: r } = useStaffT();
  const [kind, setKind] = useState(node.kind);
  useEffect(() => document.getElementById('kind')?.focus(), []);
  return (
    <form noValidate onSubmit={event => { event.preventDefault(); onTake({ op: 'relabel', node: node.id, kind }); }}>
      <SelectField id="kind" label={r.kindLabel} value={kind} onChange={event => setKind(event.target.value as RepairKind)}>{nodeKinds.map(one => <option key={one} value={one}>{r.kinds[one]}</option>)}</SelectField>
      <FormActions word={r.setKind} busy={busy} onClose={() => onClose(node.id)} />
    </form>
  );
}

function FormActions({ word, busy, onClose }: { word: string; busy: boolean; onClose: () => void }) {
  const t = useT();
  return (
    <div className="actions">
      <button className="button button-small" disabled={busy}>{word}</button>
      <button type="button" className="link-button" onClick={onClose}>{t.common.cancel}</button>
    </div>
  );
}

function Warnings({ warnings, nodes, onGo }: { warnings: RepairWarning[]; nodes: RepairNode[]; onGo: (node: string) => void }) {
  const { repair: r } = useStaffT();
  const { n } = useI18n();
  const byId = useMemo(() => new Map(nodes.map(node => [node.id, node])), [nodes]);
  return (
    <section className="page-section" aria-labelledby="repair-warnings">
      <h2 id="repair-warnings">{r.warningsTitle} ({n(warnings.length)})</h2>
      {warnings.length === 0 ? <p>{r.noWarnings}</p> : (
        <ul>
          {warnings.map((warning, index) => {
            const node = warning.node ? byId.get(warning.node) : undefined;
            const words = r.warnings[warning.code as keyof typeof r.warnings] ?? warning.message ?? warning.code;
            return (
              <li key={`${warning.code}${warning.node}${index}`}>
                {node ? <button type="button" className="link-button" onClick={() => onGo(node.id)}>{nodeName(node, r)}{warning.pages.length > 0 && `, ${r.pages(warning.pages.join(', '))}`}</button>
                  : warning.pages.length > 0 ? r.pages(warning.pages.join(', ')) : r.wholeDocument}: {words}
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}

function nodeName(node: RepairNode, r: { kinds: Record<RepairKind, string> }): string {
  return [r.kinds[node.kind] ?? node.kind, node.number].filter(Boolean).join(' ');
}

function nextWarning(warnings: RepairWarning[], nodes: RepairNode[], at: number): string | undefined {
  const places = new Set(warnings.map(warning => warning.node));
  const found = [...nodes.slice(at + 1), ...nodes.slice(0, at + 1)].find(node => places.has(node.id));
  return found?.id;
}

function depthsOf(nodes: RepairNode[]): Map<string, number> {
  const depths = new Map<string, number>();
  for (const node of nodes) depths.set(node.id, node.parent === null ? 0 : (depths.get(node.parent) ?? 0) + 1);
  return depths;
}
