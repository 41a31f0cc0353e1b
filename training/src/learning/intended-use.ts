import { purposeOf } from '../data/find-tasks';

export interface IntendedUseSource {
  readonly simulated: boolean;
  readonly config: { readonly tasks: readonly string[] };
}

/** Intended use, as shown in the viewer and in reports. */
export function intendedUse({ simulated, config }: IntendedUseSource): string {
  const data = simulated ? 'simulated echocardiograms' : 'the studies of one site';
  const purpose =
    purposeOf(config.tasks) === 'view' ? 'finds the apical four-chamber clips of a study; ' : '';
  return `Research use only, not for diagnosis; ${purpose}trained on ${data}.`;
}

/** As {@link intendedUse}, of a segmentation network. */
export function segmentationIntendedUse(
  sets: readonly Pick<IntendedUseSource, 'simulated'>[],
): string {
  const isSimulated = sets.every(({ simulated }) => simulated);
  const data = isSimulated ? 'simulated echocardiograms' : 'real patients';
  return `Research use only, not for diagnosis; outlines the heart in apical four-chamber clips, trained on ${data}.`;
}
