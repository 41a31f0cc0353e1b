import { type ComponentType, memo, type ReactElement, useMemo } from 'react';
import { stringsFor } from '../strings';
import { ClipList } from '../clips/ClipList';
import { Contours } from '../contours/Contours';
import { MeasuredValues } from '../contours/MeasuredValues';
import { Diagnostics } from '../diagnostics/Diagnostics';
import { FirstHints } from '../first-use/FirstHints';
import { RunControls } from '../inference/RunControls';
import { ModelCard } from '../models/ModelCard';
import { ModelComparison } from '../models/ModelComparison';
import { ModelList } from '../models/ModelList';
import { OcclusionControls } from '../occlusion/OcclusionControls';
import { EarlierReports } from '../report/components/EarlierReports';
import { ReportSection } from '../report/components/ReportSection';
import { WaitingResults } from '../report/components/WaitingResults';
import { Computed } from '../results/Computed';
import { Results } from '../results/Results';
import { SonographerLine } from '../measurements/SonographerLine';
import { SonographerTable } from '../measurements/SonographerTable';
import { StudyTable } from '../study/StudyTable';
import { SaliencyControls } from '../saliency/SaliencyControls';
import { areClipsListed, offeredTabs } from './areas';
import { Notice } from './Notice';
import { keepOwnKeys } from './own-keys';
import { Problem } from './Problem';
import { type PanelTab, panelTabs } from './state';
import { TabContent, Tabs } from './Tabs';
import { testHooks } from './test-hooks';
import { useConfig, useSession, useSessionPart, useSessionState } from './use-session';
import { StringsContext } from './use-strings';

/** Notice, clips and run above, and below them one section at a time. */
export function Panel(): ReactElement {
  const session = useSession();
  const { actions } = session.config;
  const model = useSessionPart((state) => state.model);
  const configProblem = useSessionPart((state) => state.configProblem);
  const areListed = useSessionPart(areClipsListed);
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
        <div className="echonet-scroll" {...testHooks('echonet-scroll')}>
          {configProblem && <Problem>{configProblem}</Problem>}
          {model.phase === 'failed' && (
            <Problem
              action={{ label: strings.tryAgain, onClick: () => void session.models.load() }}
            >
              {model.reason}
            </Problem>
          )}
          <div className="echonet-study" data-listed={areListed}>
            <ClipList />
            {actions.run && <RunControls />}
          </div>
          <Sections />
        </div>
      </section>
    </StringsContext.Provider>
  );
}

function Sections(): ReactElement {
  const session = useSession();
  const tab = useSessionPart((state) => state.panel.tab);
  const offered = useSessionPart((state) => offeredTabs(state, session.config).join());
  const tabs = useMemo(
    () => panelTabs.filter((one) => offered.split(',').includes(one)),
    [offered],
  );
  const shown = tabs.includes(tab) ? tab : tabs[0];
  return (
    <>
      <Tabs tabs={tabs} shown={shown} onShow={(one) => session.showTab(one)} />
      {tabs.map((one) => {
        const Section = sections[one];
        return (
          <TabContent key={one} tab={one} shown={shown}>
            <Section />
          </TabContent>
        );
      })}
    </>
  );
}

/** Each renders again when a part of it asks to, not with every change of the session. */
const sections: Readonly<Record<PanelTab, ComponentType>> = {
  results: memo(function ResultsTab() {
    return (
      <>
        <WaitingResults />
        <FirstHints />
        <StudyTable />
        <MeasuredValues />
        <Results />
        <SonographerLine />
      </>
    );
  }),
  contours: memo(Contours),
  saliency: memo(SaliencyControls),
  occlusion: memo(OcclusionControls),
  report: memo(function ReportTab() {
    // What can be reported depends on nearly all that there is.
    useSessionState();
    return (
      <>
        <SonographerTable />
        <EarlierReports />
        <ReportSection />
      </>
    );
  }),
  models: memo(function ModelsTab() {
    const { actions } = useConfig();
    return (
      <>
        <ModelComparison />
        <ModelCard />
        <ModelList />
        <Computed />
        {actions.diagnostics && <Diagnostics />}
      </>
    );
  }),
};
