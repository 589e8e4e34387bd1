import { useParams } from 'react-router';
import { ApiError } from '@/shared/api/problem';
import { useT } from '@/shared/i18n';
import { PageHead } from '@/shared/ui/page';
import { describe, Notice } from '@/shared/ui/states';
import { useConfirmAddress } from '../api/stopped';
import { useWords } from '../words';

/** Behind the link of the mail to a stopped address: opening it changes nothing, its button does. */
export function AddressPage() {
  const t = useT();
  const w = useWords();
  const { token = '' } = useParams();
  const confirm = useConfirmAddress(token);
  const bad = confirm.error instanceof ApiError && confirm.error.status === 404;
  return (
    <>
      <PageHead title={w.addressTitle} lead={confirm.isSuccess || bad ? undefined : w.addressLead} />
      {confirm.isSuccess ? <Notice tone="good" live><p>{w.addressDone}</p></Notice>
        : (
          <>
            {confirm.error && <Notice tone="red" live><p>{bad ? w.addressBad : describe(confirm.error, t).text}</p></Notice>}
            {!bad && <button type="button" className="button" disabled={confirm.isPending} onClick={() => confirm.mutate()}>{w.addressDo}</button>}
          </>
        )}
    </>
  );
}
