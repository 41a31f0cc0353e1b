import { ClipList } from './ClipList';
import { ModelCard } from './ModelCard';
import { Diagnostics } from './Diagnostics';
import { Notice } from './Notice';
import { Problem } from './Problem';
import { Results } from './Results';
import { RunControls } from './RunControls';
import { SaliencyControls } from './SaliencyControls';
import { testHooks } from './test-hooks';
import { useSession, useSessionState } from './use-session';

/** The EchoNet panel: what it is, the study's clips, Run, the active clip's results, saliency. */
export function Panel() {
  const session = useSession();
  const { model, configProblem } = useSessionState();
  return (
    <section className="echonet-panel" aria-label="EchoNet" {...testHooks('echonet-panel')}>
      <Notice />
      <div className="echonet-scroll">
        {configProblem && <Problem>{configProblem}</Problem>}
        {model.phase === 'failed' && (
          <Problem action={{ label: 'Try again', onClick: () => void session.loadManifest() }}>
            {model.reason}
          </Problem>
        )}
        <ClipList />
        <RunControls />
        <Results />
        <SaliencyControls />
        <ModelCard />
        <Diagnostics />
      </div>
    </section>
  );
}
