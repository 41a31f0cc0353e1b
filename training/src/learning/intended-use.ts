import { purposeOf } from '../data/find-tasks';
import { describeData, type DescribedRun } from './describe-data';

/**
 * Intended use, as shown in the viewer and in reports.
 *
 * @param dataName the site's own name of its data
 */
export function intendedUse(run: DescribedRun, dataName?: string): string {
  const purpose =
    purposeOf(run.config.tasks) === 'view'
      ? 'finds the apical four-chamber clips of a study; '
      : '';
  return `Research use only, not for diagnosis; ${purpose}trained on ${describeData(run, dataName)}.`;
}

interface TrainedOnSets {
  readonly sets: readonly { readonly simulated: boolean }[];
  readonly input: { readonly view: string };
}

/** A view as it stands before "clips": "apical four-chamber", or its short name such as "PLAX". */
export function viewInWords(view: string): string {
  return { A4C: 'apical four-chamber', A2C: 'apical two-chamber' }[view] ?? view;
}

/** As {@link intendedUse}, of a segmentation network. */
export function segmentationIntendedUse({ sets, input }: TrainedOnSets, dataName?: string): string {
  const isSimulated = sets.every(({ simulated }) => simulated);
  const data = dataName ?? (isSimulated ? 'simulated echocardiograms' : 'real patients');
  return `Research use only, not for diagnosis; outlines the heart in ${viewInWords(input.view)} clips, trained on ${data}.`;
}

/** As {@link intendedUse}, of a network that says the volumes of frames. */
export function volumesIntendedUse({ sets, input }: TrainedOnSets, dataName?: string): string {
  const isSimulated = sets.every(({ simulated }) => simulated);
  const data = dataName ?? (isSimulated ? 'simulated echocardiograms' : 'real patients');
  return `Research use only, not for diagnosis; predicts volumes and ejection fraction from ${viewInWords(input.view)} clips, trained on ${data}.`;
}
