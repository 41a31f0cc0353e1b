import { volumeContradiction } from '../../labels/volume-contradiction';
import { chooseLabel, type ReportLabel } from './choose-label';
import { reportedTasks, type ReportedTask } from './reported-task';
import { methods, methodTiers, type Method } from './method';
import type { PassedOver } from './read-measurements';
import type { ReportedMeasurement } from './reported-measurement';

export interface StudyReport {
  readonly measurements: readonly ReportedMeasurement[];
  /** Content Date and Content Time, as they are written; sortable. */
  readonly reportedAt?: string;
}

export interface StudyLabels {
  /** By task ID; absent where the reports have no usable measurement. */
  readonly labels: Readonly<Partial<Record<ReportedTask, ReportLabel>>>;
  readonly passedOver: readonly PassedOver[];
}

/** Measured together: one method's EF follows from its volumes. */
const functionTasks = ['EF', 'EDV', 'ESV'] as const;

/**
 * Chooses the labels of a study from all its reports. A better method goes before a newer report.
 * EF, EDV and ESV are of one method: among the methods of a tier, of the one that has most of them.
 */
export function chooseLabels(reports: readonly StudyReport[]): StudyLabels {
  const newestFirst = [...reports].sort((a, b) =>
    (a.reportedAt ?? '') > (b.reportedAt ?? '') ? -1 : 1,
  );
  const labels: Partial<Record<ReportedTask, ReportLabel>> = functionLabels(newestFirst);
  for (const task of reportedTasks.filter((each) => !isFunctionTask(each))) {
    const found = newestFirst.flatMap(
      ({ measurements }) => chooseLabel(of(measurements, task)) ?? [],
    );
    const [best] = found.sort((a, b) => rank(a.method) - rank(b.method));
    if (best) {
      labels[task] = best;
    }
  }
  return withoutContradiction(labels);
}

type FunctionLabels = Partial<Record<(typeof functionTasks)[number], ReportLabel>>;

function functionLabels(newestFirst: readonly StudyReport[]): FunctionLabels {
  const candidates = methods
    .filter((method) =>
      newestFirst.some(({ measurements }) =>
        measurements.some((one) => isFunctionTask(one.task) && one.method === method),
      ),
    )
    .map((method) => {
      // What the newest report lacks, an older one may have.
      const oldestFirst = newestFirst.map((one) => labelsOfMethod(one, method)).reverse();
      return { method, labels: Object.assign({}, ...oldestFirst) as FunctionLabels };
    });
  const count = ({ labels }: (typeof candidates)[number]) => Object.keys(labels).length;
  const [best] = candidates.sort(
    (a, b) =>
      tier(a.method) - tier(b.method) || count(b) - count(a) || rank(a.method) - rank(b.method),
  );
  return best?.labels ?? {};
}

/** Values without a method are taken for those of the method that the others name. */
function labelsOfMethod({ measurements }: StudyReport, method: Method): FunctionLabels {
  const compatible = measurements.filter(
    (one) => one.method === method || one.method === 'not said',
  );
  return Object.fromEntries(
    functionTasks.flatMap((task) => {
      const own = of(compatible, task).filter((one) => one.method === method);
      const label = chooseLabel(own.length > 0 ? own : of(compatible, task));
      return label ? [[task, label]] : [];
    }),
  );
}

function withoutContradiction({
  EF,
  EDV,
  ESV,
  ...others
}: Partial<Record<ReportedTask, ReportLabel>>): StudyLabels {
  const ofVolumes = volumeContradiction({ EDV: EDV?.value, ESV: ESV?.value });
  const contradiction =
    ofVolumes ?? volumeContradiction({ EF: EF?.value, EDV: EDV?.value, ESV: ESV?.value });
  if (!contradiction) {
    return { labels: { ...defined({ EF, EDV, ESV }), ...others }, passedOver: [] };
  }
  const dropped = ofVolumes ? [EDV, ESV] : [EF, EDV, ESV];
  return {
    labels: { ...defined({ EF: ofVolumes ? EF : undefined }), ...others },
    passedOver: dropped.flatMap((label) =>
      label ? [{ path: label.sources[0].path, reason: `${contradiction}.` }] : [],
    ),
  };
}

function defined(labels: {
  readonly [task in ReportedTask]?: ReportLabel | undefined;
}): Partial<Record<ReportedTask, ReportLabel>> {
  return Object.fromEntries(Object.entries(labels).filter(([, label]) => label !== undefined));
}

function of(
  measurements: readonly ReportedMeasurement[],
  task: ReportedTask,
): ReportedMeasurement[] {
  return measurements.filter((one) => one.task === task);
}

function isFunctionTask(task: ReportedTask): boolean {
  return (functionTasks as readonly string[]).includes(task);
}

function rank(method: Method): number {
  return methods.indexOf(method);
}

function tier(method: Method): number {
  return methodTiers.findIndex((tierMethods) => tierMethods.includes(method));
}
