import { chooseValue, type ChosenValue } from './choose-value';
import { reportedTasks, type ReportedTask } from './reported-task';
import { methods, methodTiers, type Method } from './method';
import type { PassedOver } from './read-measurements';
import type { ReportedMeasurement } from './reported-measurement';
import { volumeContradiction } from './volume-contradiction';

export interface StudyReport {
  readonly measurements: readonly ReportedMeasurement[];
  /** Content Date and Content Time, as they are written; sortable. */
  readonly reportedAt?: string;
}

export interface StudyValues {
  /** By task ID; absent where the reports have no usable measurement. */
  readonly values: Readonly<Partial<Record<ReportedTask, ChosenValue>>>;
  readonly passedOver: readonly PassedOver[];
}

/** Measured together: one method's EF follows from its volumes. */
const functionTasks = ['EF', 'EDV', 'ESV'] as const;

/**
 * Chooses one value of each task from all reports of a study. A better method goes before a newer report.
 * EF, EDV and ESV are of one method: among the methods of a tier, of the one that has most of them.
 */
export function chooseValues(reports: readonly StudyReport[]): StudyValues {
  const newestFirst = [...reports].sort((a, b) =>
    (a.reportedAt ?? '') > (b.reportedAt ?? '') ? -1 : 1,
  );
  const values: Partial<Record<ReportedTask, ChosenValue>> = functionValues(newestFirst);
  for (const task of reportedTasks.filter((each) => !isFunctionTask(each))) {
    const found = newestFirst.flatMap(
      ({ measurements }) => chooseValue(of(measurements, task)) ?? [],
    );
    const [best] = found.sort((a, b) => rank(a.method) - rank(b.method));
    if (best) {
      values[task] = best;
    }
  }
  return withoutContradiction(values);
}

type FunctionValues = Partial<Record<(typeof functionTasks)[number], ChosenValue>>;

function functionValues(newestFirst: readonly StudyReport[]): FunctionValues {
  const candidates = methods
    .filter((method) =>
      newestFirst.some(({ measurements }) =>
        measurements.some((one) => isFunctionTask(one.task) && one.method === method),
      ),
    )
    .map((method) => {
      // What the newest report lacks, an older one may have.
      const oldestFirst = newestFirst.map((one) => valuesOfMethod(one, method)).reverse();
      return { method, values: Object.assign({}, ...oldestFirst) as FunctionValues };
    });
  const count = ({ values }: (typeof candidates)[number]) => Object.keys(values).length;
  const [best] = candidates.sort(
    (a, b) =>
      tier(a.method) - tier(b.method) || count(b) - count(a) || rank(a.method) - rank(b.method),
  );
  return best?.values ?? {};
}

/** Values without a method are taken for those of the method that the others name. */
function valuesOfMethod({ measurements }: StudyReport, method: Method): FunctionValues {
  const compatible = measurements.filter(
    (one) => one.method === method || one.method === 'not said',
  );
  return Object.fromEntries(
    functionTasks.flatMap((task) => {
      const own = of(compatible, task).filter((one) => one.method === method);
      const value = chooseValue(own.length > 0 ? own : of(compatible, task));
      return value ? [[task, value]] : [];
    }),
  );
}

function withoutContradiction({
  EF,
  EDV,
  ESV,
  ...others
}: Partial<Record<ReportedTask, ChosenValue>>): StudyValues {
  const ofVolumes = volumeContradiction({ EDV: EDV?.value, ESV: ESV?.value });
  const contradiction =
    ofVolumes ?? volumeContradiction({ EF: EF?.value, EDV: EDV?.value, ESV: ESV?.value });
  if (!contradiction) {
    return { values: { ...defined({ EF, EDV, ESV }), ...others }, passedOver: [] };
  }
  const dropped = ofVolumes ? [EDV, ESV] : [EF, EDV, ESV];
  return {
    values: { ...defined({ EF: ofVolumes ? EF : undefined }), ...others },
    passedOver: dropped.flatMap((value) =>
      value ? [{ path: value.sources[0].path, reason: `${contradiction}.` }] : [],
    ),
  };
}

function defined(values: {
  readonly [task in ReportedTask]?: ChosenValue | undefined;
}): Partial<Record<ReportedTask, ChosenValue>> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
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
