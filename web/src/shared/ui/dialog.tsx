import { useEffect, useId, useRef, type ReactNode } from 'react';
import { useT } from '@/shared/i18n';
import { X } from './icons';

/** A native modal: the browser keeps the focus inside, Escape closes it. On a phone a sheet comes up from below. */
export function Dialog({ title, open, onClose, sheet = false, children }: { title: string; open: boolean; onClose: () => void; sheet?: boolean; children: ReactNode }) {
  const t = useT();
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const dialog = ref.current;
    if (!dialog) return;
    if (open && !dialog.open) dialog.showModal();
    if (!open && dialog.open) dialog.close();
  }, [open]);
  return (
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions -- Escape closes a modal by itself
    <dialog
      ref={ref} className={sheet ? 'sheet' : undefined} aria-labelledby={id} onClose={onClose}
      onClick={event => { if (event.target === ref.current) onClose(); }}
    >
      {open && (
        <>
          <div className="dialog-head">
            <h2 id={id}>{title}</h2>
            <button type="button" className="icon-button" onClick={onClose}><X size={22} aria-hidden="true" /><span className="hidden">{t.common.close}</span></button>
          </div>
          <div className="dialog-body">{children}</div>
        </>
      )}
    </dialog>
  );
}
