import { useT } from '@/shared/i18n';
import { Link } from './link';

/** Which act says so, and whether anybody has read it there. */
export function RuleSource({ rule }: { rule: { act: string; article: string | null; confirmed: boolean } }) {
  const t = useT();
  return <span>{t.life.rule(rule.act, rule.article)}. {!rule.confirmed && <strong>{t.life.unconfirmed}</strong>} <Link to="/rules">{t.life.allRules}</Link></span>;
}
