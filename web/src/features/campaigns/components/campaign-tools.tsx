import { useRef, useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { api, type Page } from '@/shared/api/http';
import { useStaffT, useT } from '@/shared/i18n';
import { newId } from '@/shared/lib/id';
import { SelectField, TextArea, TextField } from '@/shared/ui/form';
import { Pencil, Plus } from '@/shared/ui/icons';
import { Link } from '@/shared/ui/link';
import { describe, Notice } from '@/shared/ui/states';
import { nextStatuses, useCampaignStep, type Campaign, type Milestone, type Status } from '../api/campaigns';

/** What the secretariat and the group's coordinator can do on a campaign's page. */

export function EditLink({ id }: { id: string }) {
  const t = useT();
  return <Link to={`/campaigns/${id}/edit`} className="button button-plain"><Pencil size={18} aria-hidden="true" />{t.common.edit}</Link>;
}

function Failed({ error }: { error: unknown }) {
  const t = useT();
  return error ? <Notice tone="red" live><p>{describe(error, t).text}</p></Notice> : null;
}

export function StatusForm({ campaign }: { campaign: Campaign }) {
  const t = useT();
  const s = useStaffT();
  const step = useCampaignStep(campaign.id);
  const details = useRef<HTMLDetailsElement>(null);
  const choices = nextStatuses[campaign.status] ?? [];
  const [picked, setPicked] = useState<Status | ''>('');
  const [note, setNote] = useState('');
  const status = picked && choices.includes(picked) ? picked : choices[0];
  if (!status) return null;
  return (
    <details className="inline-form no-print" ref={details}>
      <summary>{s.campaigns.changeStatus}</summary>
      <form onSubmit={event => { event.preventDefault(); step.mutate({ what: 'status', status, note: note.trim() }, { onSuccess: () => { setNote(''); details.current?.removeAttribute('open'); } }); }}>
        <Failed error={step.error} />
        <SelectField id="new-status" label={t.campaigns.status} value={status} onChange={event => setPicked(event.target.value as Status)}>
          {choices.map(choice => <option key={choice} value={choice}>{t.campaigns.statuses[choice]}</option>)}
        </SelectField>
        <TextArea id="status-note" label={s.campaigns.statusNote} optional value={note} onChange={event => setNote(event.target.value)} />
        <button className="button" disabled={step.isPending}>{s.campaigns.changeStatus}: {t.campaigns.statuses[status]}</button>
      </form>
    </details>
  );
}

export function MilestoneToggle({ campaign, milestone }: { campaign: Campaign; milestone: Milestone }) {
  const s = useStaffT();
  const step = useCampaignStep(campaign.id);
  return (
    <>
      <button type="button" className="link-button small no-print" disabled={step.isPending} onClick={() => step.mutate({ what: 'milestone', id: milestone.id, title: milestone.title, due: milestone.due, done: !milestone.done })}>
        {milestone.done ? s.campaigns.markOpen : s.campaigns.markDone}<span className="hidden">: {milestone.title}</span>
      </button>
      <Failed error={step.error} />
    </>
  );
}

export function MilestoneForm({ campaign }: { campaign: Campaign }) {
  const s = useStaffT();
  const step = useCampaignStep(campaign.id);
  const [title, setTitle] = useState('');
  const [due, setDue] = useState('');
  const [missing, setMissing] = useState(false);
  return (
    <details className="inline-form no-print">
      <summary><Plus size={18} aria-hidden="true" />{s.campaigns.addMilestone}</summary>
      <form
        noValidate
        onSubmit={event => {
          event.preventDefault();
          setMissing(!title.trim());
          if (title.trim()) step.mutate({ what: 'milestone', id: newId(), title: title.trim(), due: due || null, done: false }, { onSuccess: () => { setTitle(''); setDue(''); } });
        }}
      >
        <Failed error={step.error} />
        <TextField id="milestone-title" label={s.campaigns.milestoneTitle} error={missing ? s.errors.milestone : undefined} value={title} onChange={event => setTitle(event.target.value)} />
        <TextField id="milestone-due" type="date" label={s.campaigns.milestoneDue} optional value={due} onChange={event => setDue(event.target.value)} />
        <button className="button" disabled={step.isPending}>{s.campaigns.addMilestone}</button>
      </form>
    </details>
  );
}

export function LinkForm({ campaign }: { campaign: Campaign }) {
  const s = useStaffT();
  const step = useCampaignStep(campaign.id);
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState('');
  const consultations = useQuery({
    queryKey: ['campaign', 'linkable'],
    queryFn: ({ signal }) => api<Page<{ id: string; title: string }>>('/api/consultations', { query: { limit: 200 }, signal }),
    enabled: open,
  });
  const linked = new Set(campaign.consultations.map(consultation => consultation.id));
  const choices = consultations.data?.items.filter(item => !linked.has(item.id)) ?? [];
  return (
    <details className="inline-form no-print" onToggle={event => setOpen(event.currentTarget.open)}>
      <summary><Plus size={18} aria-hidden="true" />{s.campaigns.link}</summary>
      <form onSubmit={event => { event.preventDefault(); if (chosen) step.mutate({ what: 'link', consultation: chosen }, { onSuccess: () => setChosen('') }); }}>
        <Failed error={step.error ?? consultations.error} />
        <SelectField id="link-consultation" label={s.campaigns.chooseConsultation} value={chosen} onChange={event => setChosen(event.target.value)}>
          <option value="">{s.drafts.choose}</option>
          {choices.map(item => <option key={item.id} value={item.id}>{item.title}</option>)}
        </SelectField>
        <button className="button" disabled={step.isPending || !chosen}>{s.campaigns.linkButton}</button>
      </form>
    </details>
  );
}

export function Unlink({ campaign, consultation, title }: { campaign: Campaign; consultation: string; title: string }) {
  const s = useStaffT();
  const step = useCampaignStep(campaign.id);
  return (
    <>
      <button type="button" className="link-button small no-print" disabled={step.isPending} onClick={() => step.mutate({ what: 'unlink', consultation })}>{s.campaigns.unlink}<span className="hidden">: {title}</span></button>
      <Failed error={step.error} />
    </>
  );
}

export function NoteForm({ campaign }: { campaign: Campaign }) {
  const s = useStaffT();
  const step = useCampaignStep(campaign.id);
  const [text, setText] = useState('');
  const [missing, setMissing] = useState(false);
  return (
    <details className="inline-form no-print">
      <summary><Plus size={18} aria-hidden="true" />{s.campaigns.note}</summary>
      <form noValidate onSubmit={event => { event.preventDefault(); setMissing(!text.trim()); if (text.trim()) step.mutate({ what: 'note', text: text.trim() }, { onSuccess: () => setText('') }); }}>
        <Failed error={step.error} />
        <TextArea id="note" label={s.campaigns.noteLabel} error={missing ? s.errors.note : undefined} value={text} onChange={event => setText(event.target.value)} />
        <button className="button" disabled={step.isPending}>{s.campaigns.noteButton}</button>
      </form>
    </details>
  );
}
