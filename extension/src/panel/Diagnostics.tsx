import { useState } from 'react';
import { testHooks } from './test-hooks';
import { useSession, useSessionState } from './use-session';

/** What happened to the last report. */
type Outcome = { readonly isCopied: boolean; readonly text: string };

/** What computes, and a button that copies what a bug report needs. */
export function Diagnostics() {
  const session = useSession();
  const { engine } = useSessionState();
  const [outcome, setOutcome] = useState<Outcome>();
  const copy = async () => {
    const text = await session.diagnostics();
    setOutcome({ isCopied: await isCopied(text), text });
  };
  return (
    <section className="echonet-section echonet-diagnostics" aria-label="Diagnostics">
      {engine && (
        <dl className="echonet-engine" {...testHooks('echonet-engine')}>
          <dt>Computes</dt>
          <dd>{engine.description}</dd>
          {engine.threads !== undefined && (
            <>
              <dt>Threads</dt>
              <dd>{engine.threads}</dd>
            </>
          )}
          {engine.adapter && (
            <>
              <dt>Adapter</dt>
              <dd>{engine.adapter}</dd>
            </>
          )}
        </dl>
      )}
      <button
        type="button"
        className="echonet-button"
        onClick={() => void copy()}
        {...testHooks('echonet-diagnostics-copy')}
      >
        Copy diagnostics
      </button>
      {outcome && (
        <p className="echonet-muted" role="status">
          {outcome.isCopied
            ? 'Copied. It holds nothing of the patient.'
            : 'The browser does not let EchoNet copy here: select the text and copy it.'}
        </p>
      )}
      {outcome && !outcome.isCopied && (
        <textarea
          readOnly
          aria-label="Diagnostics"
          value={outcome.text}
          onFocus={(event) => event.target.select()}
          {...testHooks('echonet-diagnostics-text')}
        />
      )}
    </section>
  );
}

/** The clipboard is refused on plain http, in frames, and by readers. */
async function isCopied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
