import type { ActKind, Field, Names, RuleCheck, Unit } from '@/shared/api/reference';
import type { Language } from '@/shared/i18n';

export type Stage = 'early' | 'open' | 'closed' | 'answered' | 'adopted' | 'dropped';
/** What may be commented now. */
export type Accepts = 'everything' | 'general' | 'late' | 'nothing';
export const internalSteps = ['draft', 'review', 'sign-off', 'network-position'] as const;
export type InternalDeadline = { step: (typeof internalSteps)[number]; deadline: string; deadlineAt: string; workingDaysLeft: number; over: boolean; byHand: boolean };
export type Correction = { fact: 'title' | 'institution' | 'actKind' | 'fields'; before: string; after: string };

export type LifeStep = { act: string; stage: Stage; at: string; by: string; person: string | null; reason: string | null; on: string | null; link: string | null; deadline: string | null; corrected?: Correction[] };
export type Report = { due: string; overdue: boolean; days: number | null; unit: Unit; act: string; article: string | null; confirmed: boolean };

export type Summary = {
  id: string;
  reference?: string;
  title: string;
  language: Language;
  institution: { id: string; names: Names; validTo?: string | null; successors?: Names[] };
  actKind: ActKind;
  fields: Field[];
  stage: Stage;
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
  /** Whose it is: a public body's, or the network's own. */
  owner?: 'government' | 'network';
  accepts?: Accepts;
  internalDeadlines?: InternalDeadline[];
};

export type ActDocument = { id: string; label: string; fileName: string; mediaType: string; bytes: number; addedOn: string | null };
export type Warning = { code: string; node?: string | null; message?: string | null };
/** The other half of what is one consultation. */
export type LinkedConsultation = { id: string; title: string; stage: Stage };
export type Consultation = Summary & { steps?: LifeStep[]; period?: RuleCheck | null; report?: Report | null; description: string | null; officerName: string | null; structureVersion?: number; publisherChanges?: number; continuesIn?: LinkedConsultation | null; continues?: LinkedConsultation[]; documents: ActDocument[]; warnings: Warning[] };

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
  /** Of the version that it belongs to; acts in several languages have a version for each. */
  language?: Language;
  /** The node that comments on this place are kept under, the same in all versions. */
  thread?: string;
};

export type Structure = { language: Language; languages?: Language[]; nodes: ActNode[]; warnings: Warning[] };

export const commentKinds = ['change', 'delete', 'add', 'question', 'support', 'legal-technical'] as const;
export type CommentKind = (typeof commentKinds)[number];
export const importances = ['red-line', 'important', 'minor'] as const;
export type Importance = (typeof importances)[number];

/** Exact words of a node: the selector for quoted text of the W3C's Web Annotation. */
export type Quote = { exact: string; prefix: string | null; suffix: string | null; start: number };

export const referenceKinds = ['law', 'acquis', 'data', 'case', 'other'] as const;
export type Reference = { kind: (typeof referenceKinds)[number]; label: string; url: string | null };
export type Attachment = { id: string; fileName: string; mediaType: string; bytes: number };
export type Stance = { organisation: { id: string; name: string }; stance: 'endorse' | 'oppose'; reason: string | null; at: string; mine: boolean };
export type Step = { act: string; at: string; note: string | null; mine: boolean };

export type CommentStatus = 'draft' | 'in-review' | 'for-sign-off' | 'late' | 'submitted' | 'refused' | 'withdrawn' | 'superseded';

/** A place in the law in force. `words`: as it would read with the draft, when the comment was written; empty where the draft takes it away. */
export type LawPlace = { law: string; node: string; label: string; words?: string | null };

export type Comment = {
  id: string;
  reference: string | null;
  consultation?: string;
  /** Of the main version, where an act has several: all versions of a place have one thread. */
  node: string | null;
  quote?: Quote | null;
  kind: CommentKind | null;
  importance: Importance | null;
  text: string | null;
  proposedWording: string | null;
  justification: string | null;
  references?: Reference[];
  attachments?: Attachment[];
  organisation: { id: string; name: string };
  status: CommentStatus;
  submittedAt: string | null;
  createdAt?: string;
  late?: boolean;
  mine: boolean;
  endorsed?: number;
  opposed?: number;
  stances?: Stance[];
  replaces?: string | null;
  replacedBy?: string | null;
  hidden?: boolean;
  hiddenReason?: string | null;
  place?: { version: number; confidence: number; how: string | null; orphan: string | null; movedFrom: string | null; law?: LawPlace | null; node?: string | null };
  history?: Step[] | null;
  version?: number;
  /** What became of it at the publisher's, where that is recorded. */
  answer?: { outcome: Outcome; words: string | null; where: string; link: string | null; at: string } | null;
};

export const outcomes = ['accepted', 'partly', 'rejected'] as const;
export type Outcome = (typeof outcomes)[number];
export type OutcomeFigures = Record<Outcome | 'unanswered', number>;

export type CommentInput = {
  organisation: string;
  node: string | null;
  quote: Quote | null;
  kind: CommentKind | null;
  importance: Importance | null;
  text: string | null;
  proposedWording: string | null;
  justification: string | null;
  references: Reference[];
  replaces: string | null;
  law?: { law: string; node: string } | null;
};

export type CommentSettings = { visibility: 'network' | 'all' | 'nobody'; late: 'refuse' | 'queue' | 'mark'; commentRightSubmits: boolean; mayRead: boolean; orphans: number };
export type StateFigures = { organisations: number; spoken: number; notRelevant: number; silent: number };
/** Those that the consultation concerns come first. */
export type OrganisationStates = { concerned: StateFigures; others: StateFigures; items: { id: string; name: string; state: 'spoken' | 'not-relevant' | 'silent'; comments: number; concerned: boolean }[] };
