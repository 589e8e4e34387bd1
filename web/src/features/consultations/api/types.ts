import type { ActKind, Field, Names } from '@/shared/api/reference';
import type { Language } from '@/shared/i18n';

export type Summary = {
  id: string;
  reference?: string;
  title: string;
  language: Language;
  institution: { id: string; names: Names };
  actKind: ActKind;
  fields: Field[];
  stage: 'open' | 'closed';
  openedAt: string;
  /** Local date and time of Kosovo. */
  deadline: string;
  deadlineAt: string;
  workingDaysLeft: number | null;
  calendarDaysLeft: number | null;
  articleCount: number;
  commentCount: number;
  organisationCount: number;
  sourceUrl: string | null;
  version: number;
};

export type ActDocument = { id: string; label: string; fileName: string; mediaType: string; bytes: number; addedOn: string | null };
export type Warning = { code: string; node?: string | null; message?: string | null };
export type Consultation = Summary & { description: string | null; officerName: string | null; structureVersion?: number; publisherChanges?: number; documents: ActDocument[]; warnings: Warning[] };

export type NodeKind =
  | 'title' | 'preamble' | 'part' | 'chapter' | 'section' | 'article' | 'paragraph' | 'point' | 'annex' | 'memorandum' | 'heading' | 'quotation'
  | 'text' | 'note' | 'table';

export type ActNode = {
  id: string;
  kind: NodeKind;
  number: string | null;
  heading: string | null;
  parent: string | null;
  text: string;
  page: number | null;
  confidence: number;
  commentCount?: number;
};

export type Structure = { language: Language; nodes: ActNode[]; warnings: Warning[] };

export const commentKinds = ['change', 'delete', 'add', 'question', 'support', 'legal-technical'] as const;
export type CommentKind = (typeof commentKinds)[number];
export const importances = ['red-line', 'important', 'minor'] as const;
export type Importance = (typeof importances)[number];

export type Comment = {
  id: string;
  reference: string;
  node: string | null;
  kind: CommentKind;
  importance: Importance;
  text: string | null;
  proposedWording: string | null;
  justification: string | null;
  organisation: { id: string; name: string };
  status: 'submitted' | 'withdrawn' | string;
  submittedAt: string;
  mine: boolean;
};

export type CommentInput = {
  organisation: string;
  node: string | null;
  kind: CommentKind;
  importance: Importance;
  text: string | null;
  proposedWording: string | null;
  justification: string | null;
};
