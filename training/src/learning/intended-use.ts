import { purposeOf } from '../data/find-tasks';

/** What of a run tells it. */
export interface IntendedUseSource {
  readonly simulated: boolean;
  readonly config: { readonly tasks: readonly string[] };
}

/** What a model may be used for, as the reader sees it. */
export function intendedUse({ simulated, config }: IntendedUseSource): string {
  const data = simulated ? 'simulated echocardiograms' : 'the studies of one site';
  const purpose =
    purposeOf(config.tasks) === 'view' ? 'finds the apical four-chamber clips of a study; ' : '';
  return `Research use only, not for diagnosis; ${purpose}trained on ${data}.`;
}
