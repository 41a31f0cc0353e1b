import type { Manifest, SegmentationManifest } from '@echonet/models';
import type { Clip } from '../clips/clip';

/** On whom a result was trained and evaluated. */
export interface Origin {
  /** Evaluated on patients that nobody simulated. */
  readonly isReal: boolean;
  /** Name of the data set. */
  readonly data: string;
  /** Numbers of patients. */
  readonly trained: number;
  readonly evaluated: number;
}

/** Of one task of a model. */
export function originOf({ provenance }: Manifest, _taskId: string): Origin {
  return originOfModel({ provenance });
}

/** Of a model whose results all have the same origin. */
export function originOfModel({
  provenance: { simulated, data, patients },
}: Pick<Manifest | SegmentationManifest, 'provenance'>): Origin {
  return {
    isReal: !simulated,
    data: dataName(data),
    trained: patients.train,
    evaluated: patients.test,
  };
}

/**
 * The IDs of tasks that are a mere demonstration on these clips: evaluated on simulated patients alone,
 * while the clips are of real ones.
 */
export function demonstratedTasks(
  manifest: Manifest,
  clips: readonly Pick<Clip, 'isSimulated'>[],
): ReadonlySet<string> {
  const isAllSimulated = clips.length > 0 && clips.every(({ isSimulated }) => isSimulated);
  const ids = manifest.tasks.map(({ id }) => id);
  return new Set(isAllSimulated ? [] : ids.filter((id) => !originOf(manifest, id).isReal));
}

/** The first words of a description of data; data sets that are one word go by their acronym. */
function dataName(data: string): string {
  const name = data.split(/[:;,(]/)[0].trim();
  return /^[a-z]{2,10}$/.test(name) ? name.toUpperCase() : name;
}
