import type { TrainingRun } from './train/config';
import { purposeOf } from '../data/find-tasks';

/** Data sets by the name that preparation gives their source. */
const dataSets: Readonly<Record<string, string>> = {
  camus: 'CAMUS',
  phantoms: 'phantoms',
  'CAMUS, stills of other views, and phantoms of many views':
    'A4C from CAMUS, other views from stills; and simulated clips',
};

export type DescribedRun = Pick<TrainingRun, 'simulated' | 'dataSource'> & {
  readonly config: Pick<TrainingRun['config'], 'tasks'>;
  readonly input?: Pick<TrainingRun['input'], 'view'>;
};

/**
 * The data that a run learned from in words, without a number of patients.
 *
 * @param dataName the site's own name of its data
 */
export function describeData(run: DescribedRun, dataName?: string): string {
  if (dataName) {
    return dataName;
  }
  const { simulated, dataSource, config } = run;
  if (simulated) {
    const what =
      purposeOf(config.tasks) === 'view' ? 'ultrasound clips of many views' : 'echocardiograms';
    return `simulated ${what}`;
  }
  const known = dataSets[dataSource?.source ?? ''];
  return known ? `real patients (${known})` : 'real patients';
}

/** The real data that a run learned from by their name; others, and those without a name, in words. */
export function dataSetName(run: DescribedRun): string {
  const name = dataSets[run.dataSource?.source ?? ''];
  return name !== undefined && !run.simulated ? name : describeData(run);
}
