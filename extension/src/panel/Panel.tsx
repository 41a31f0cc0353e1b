import { stringsFor } from '../strings';
import { ClipList } from '../clips/ClipList';
import { ModelCard } from '../models/ModelCard';
import { ModelComparison } from '../models/ModelComparison';
import { Contours } from '../contours/Contours';
import { ModelList } from '../models/ModelList';
import { Diagnostics } from '../diagnostics/Diagnostics';
import { Notice } from './Notice';
import { keepOwnKeys } from './own-keys';
import { Problem } from './Problem';
import { EarlierReports } from '../report/components/EarlierReports';
import { ReportSection } from '../report/components/ReportSection';
import { Results } from '../results/Results';
import { RunControls } from '../inference/RunControls';
import { SaliencyControls } from '../saliency/SaliencyControls';
import { testHooks } from './test-hooks';
import { useSession, useSessionPart } from './use-session';
import { StringsContext } from './use-strings';
import { OcclusionControls } from '../occlusion/OcclusionControls';

/**
 * In the order of reading a study: notice, clips, run, measured, predicted and earlier results,
 * attention map, occlusion test, report.
 */
export function Panel() {
  const session = useSession();
  const { actions } = session.config;
  const model = useSessionPart((state) => state.model);
  const configProblem = useSessionPart((state) => state.configProblem);
  const strings = useSessionPart(() => stringsFor(session.language()));
  return (
    <StringsContext.Provider value={strings}>
      <section
        className="echonet-panel"
        aria-label="EchoNet"
        onKeyDown={keepOwnKeys}
        lang={strings.locale}
        {...testHooks('echonet-panel')}
      >
        <Notice />
        <div className="echonet-scroll">
          {configProblem && <Problem>{configProblem}</Problem>}
          {model.phase === 'failed' && (
            <Problem
              action={{ label: strings.tryAgain, onClick: () => void session.models.load() }}
            >
              {model.reason}
            </Problem>
          )}
          <ClipList />
          {actions.run && <RunControls />}
          <ModelCard />
          <Contours />
          <Results />
          <ModelComparison />
          <EarlierReports />
          {actions.saliency && <SaliencyControls />}
          {actions.whatIf && <OcclusionControls />}
          <ReportSection />
          <ModelList />
          {actions.diagnostics && <Diagnostics />}
        </div>
      </section>
    </StringsContext.Provider>
  );
}
