import { readConfig } from './config';
import type { ExtensionContext } from './host/contracts';
import { hostLanguage } from './host/language';
import { islandComponent } from './host/react';
import { searchReportSeries } from './host/search-series';
import { currentSession } from './session/current-session';
import { stringsFor } from './strings';
import { mountStateCell, type StateCellProps } from './worklist/state-cell';
import { withStateColumn } from './worklist/study-list-column';
import { studyState } from './worklist/study-state';
import { StudyStates } from './worklist/study-states';

/**
 * The column of the study list. The host merges the module named `global` at its start, before it reads its
 * own customizations: app-config.js alone can turn the column off.
 */
export function getCustomizationModule(context: ExtensionContext) {
  if (!readConfig(context.appConfig.echonet).config.studyListColumn) {
    return [];
  }
  const states = new StudyStates({
    async search(studies) {
      const found = await searchReportSeries(context, studies);
      const { seriesDescription } = currentSession(context).config.report;
      return new Map(
        studies.map((study) => [
          study,
          studyState(
            found.filter(({ StudyInstanceUID }) => StudyInstanceUID === study),
            seriesDescription,
          ),
        ]),
      );
    },
  });
  const StateCell = islandComponent<StateCellProps>(
    mountStateCell({
      follow: (study, listener) => states.follow(study, listener),
      words: () => stringsFor(hostLanguage()).waiting.list,
    }),
    'echonet-study-state',
  );
  return [
    {
      name: 'global',
      value: {
        'workList.columns': { $apply: (columns: unknown) => withStateColumn(columns, StateCell) },
      },
    },
  ];
}
