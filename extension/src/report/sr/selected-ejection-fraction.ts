import { DCM, type Code } from '@echonet/dicom';
import { acceptedResults } from '../measured-clip';
import { acceptedForVentricle } from '../means-of-accepted';
import type { Report } from '../report';

/**
 * The one ejection fraction of a report that a reader chose: what was measured from contours before what
 * was predicted; of several clips the mean.
 */
export type SelectedEjectionFraction =
  | { readonly of: 'prediction' }
  | { readonly of: 'clip'; readonly SOPInstanceUID: string }
  | { readonly of: 'mean of clips' };

/** Undefined where the reader accepted none. */
export function selectedEjectionFraction({
  measured,
  results,
}: Pick<Report, 'measured' | 'results'>): SelectedEjectionFraction | undefined {
  const clips = acceptedForVentricle(measured).filter(
    (clip) => !clip.isAutomatic && acceptedResults(clip).some(({ id }) => id === 'EF'),
  );
  if (clips.length > 0) {
    return clips.length === 1
      ? { of: 'clip', SOPInstanceUID: clips[0].SOPInstanceUID }
      : { of: 'mean of clips' };
  }
  const predicted = results.find(({ task }) => task.id === 'EF');
  return predicted?.decision?.decision === 'accepted' ? { of: 'prediction' } : undefined;
}

/** Selection Status (CID 224). */
export function selectionCode({ of }: SelectedEjectionFraction): Code {
  return of === 'mean of clips' ? DCM.MeanValueChosen : DCM.UserChosenValue;
}
