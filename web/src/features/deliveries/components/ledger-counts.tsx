import type { ReactNode } from 'react';
import { useI18n } from '@/shared/i18n';
import { standings, type Knowledge, type Standing } from '../api/ledger';
import { useWords } from '../words';

const MEMBERS = { 'delivered': 'delivered', 'handed-over': 'handedOver', 'on-its-way': 'onItsWay', 'in-summary': 'inSummary', 'inbox-only': 'inboxOnly', 'not-reached': 'notReached' } as const;

export function peopleIn(knowledge: Knowledge, state: Standing): number {
  return knowledge[MEMBERS[state]];
}

/** How many people stand how, row by row; a state in which nobody stands has no column. */
export function CountsTable({ first, caption, rows }: { first: string; caption: string; rows: { key: string; head: ReactNode; people: Knowledge }[] }) {
  const { n } = useI18n();
  const w = useWords().ledger;
  const shown = standings.filter(state => rows.some(row => peopleIn(row.people, state) > 0));
  return (
    <div className="table-wrap">
      <table className="stack">
        <caption className="hidden">{caption}</caption>
        <thead>
          <tr><th scope="col">{first}</th><th scope="col" className="num">{w.toKnow}</th>{shown.map(state => <th key={state} scope="col" className="num">{w.columns[state]}</th>)}</tr>
        </thead>
        <tbody>
          {rows.map(row => (
            <tr key={row.key}>
              <th scope="row">{row.head}</th>
              <td className="num" data-label={w.toKnow}>{n(row.people.toKnow)}</td>
              {shown.map(state => {
                const many = peopleIn(row.people, state);
                return <td key={state} className={many === 0 ? 'num zero' : state === 'not-reached' ? 'num red' : 'num'} data-label={w.columns[state]}>{n(many)}</td>;
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
