import { Component, type ErrorInfo, type ReactNode } from 'react';
import { useT } from '@/shared/i18n';

/** A page that breaks says so, and leaves the frame standing. */
export class ErrorBoundary extends Component<{ resetKey: string; children: ReactNode }, { failed: unknown }> {
  override state = { failed: null as unknown };

  static getDerivedStateFromError(failed: unknown) {
    return { failed };
  }

  override componentDidUpdate(previous: { resetKey: string }) {
    if (previous.resetKey !== this.props.resetKey && this.state.failed) this.setState({ failed: null });
  }

  override componentDidCatch(error: unknown, info: ErrorInfo) {
    console.error(error, info.componentStack);
  }

  override render() {
    return this.state.failed ? <Crashed error={this.state.failed} /> : this.props.children;
  }
}

function Crashed({ error }: { error: unknown }) {
  const t = useT();
  // After an update the old files are gone: a page that was open asks for one of them.
  const stale = /dynamically imported module|Failed to fetch|importing a module/i.test(String(error));
  return (
    <div className="empty" role="alert">
      <h1>{t.errors.crashedTitle}</h1>
      <p className="soft">{stale ? t.errors.newVersion : t.errors.crashedText}</p>
      <div className="actions"><button type="button" className="button" onClick={() => window.location.reload()}>{t.errors.reload}</button></div>
    </div>
  );
}
