import { useState } from 'react';
import { copyToClipboard } from '../panel/clipboard';
import { testHooks } from '../panel/test-hooks';
import { useSession, useSessionPart } from '../panel/use-session';
import { useStrings } from '../panel/use-strings';

/** The last report; the text is shown where it cannot be copied. */
type Outcome = { readonly isCopied: boolean; readonly text: string };

/** The viewer's version, the backend in use, and a button that copies a bug report. */
export function Diagnostics() {
  const session = useSession();
  const backend = useSessionPart((state) => state.backend);
  const { diagnostics } = useStrings();
  const versions = Object.entries(session.hostVersions());
  const [outcome, setOutcome] = useState<Outcome>();
  const copy = async () => {
    const text = await session.diagnostics();
    setOutcome({ isCopied: await copyToClipboard(text), text });
  };
  return (
    <section className="echonet-section echonet-diagnostics" aria-label={diagnostics.title}>
      {versions.length > 0 && (
        <dl className="echonet-backend-details" {...testHooks('echonet-host-version')}>
          <dt>{diagnostics.viewer}</dt>
          <dd>{versions.map(([name, version]) => `${libraryName(name)} ${version}`).join(', ')}</dd>
        </dl>
      )}
      {backend && (
        <dl className="echonet-backend-details" {...testHooks('echonet-backend-details')}>
          <dt>{diagnostics.backend}</dt>
          <dd>{backend.description}</dd>
          {backend.threads !== undefined && (
            <>
              <dt>{diagnostics.threads}</dt>
              <dd>{backend.threads}</dd>
            </>
          )}
          {backend.adapter && (
            <>
              <dt>{diagnostics.adapter}</dt>
              <dd>{backend.adapter}</dd>
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
        {diagnostics.copy}
      </button>
      {outcome && (
        <p className="echonet-muted" role="status">
          {outcome.isCopied ? diagnostics.copied : diagnostics.refused}
        </p>
      )}
      {outcome && !outcome.isCopied && (
        <textarea
          readOnly
          aria-label={diagnostics.title}
          value={outcome.text}
          onFocus={(event) => event.target.select()}
          {...testHooks('echonet-diagnostics-text')}
        />
      )}
    </section>
  );
}

function libraryName(name: string): string {
  return name === 'ohif' ? 'OHIF' : `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}
