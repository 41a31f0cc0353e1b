import type { Method } from '@echonet/dicom';
import { isOfLeftVentricle } from '@echonet/models';
import { chosenClips } from '../clips/state';
import { pooledMeasured } from '../contours/mean-of-clips';
import type { Measured } from '../contours/measured';
import { demonstratedTasks } from '../results/origin';
import { finalReadingOf } from '../results/reading';
import type { SessionState } from '../session/state';
import { comparedIds, type ComparedId, type EchoNetSource, type StudyMeasurements } from './state';

export interface ComparedValue {
  readonly value: number;
  /** Absent for a present value of EchoNet. */
  readonly method?: Method;
  /** Absent for a value of the sonographer. */
  readonly echoNet?: EchoNetSource;
}

/** One measure in this study and in prior ones. */
export interface ComparisonRow {
  readonly id: ComparedId;
  readonly unit: '%' | 'mL';
  readonly sonographer?: ComparedValue;
  readonly echoNet?: ComparedValue;
  /** EchoNet's minus the sonographer's, of the whole numbers that stand beside it. */
  readonly difference?: number;
  /** In the order of the prior studies. */
  readonly priors: readonly (ComparedValue | undefined)[];
}

/** What a clip's contours measure and the reader has not rejected, by SOP Instance UID. */
type CountedMeasures = (SOPInstanceUID: string) => readonly Measured[];

/** Measures of which this or a prior study has a value of a report. */
export function comparisonRows(
  state: SessionState,
  priors: readonly StudyMeasurements[],
  countedMeasures: CountedMeasures,
): ComparisonRow[] {
  const { ofStudy } = state.measurements;
  return comparedIds.flatMap((id): ComparisonRow[] => {
    const sonographer = valueIn(ofStudy?.bySonographer, id);
    const ofPriors = priors.map(
      ({ bySonographer, byEchoNet }) =>
        valueIn(bySonographer, id) ?? valueIn(byEchoNet, id, 'accepted'),
    );
    if (!sonographer && ofPriors.every((value) => value === undefined)) {
      return [];
    }
    const echoNet =
      presentValue(state, id, countedMeasures) ?? valueIn(ofStudy?.byEchoNet, id, 'accepted');
    return [
      {
        id,
        unit: id === 'EF' ? '%' : 'mL',
        ...(sonographer && { sonographer }),
        ...(echoNet && { echoNet }),
        ...(sonographer &&
          echoNet && { difference: Math.round(echoNet.value) - Math.round(sonographer.value) }),
        priors: ofPriors,
      },
    ];
  });
}

function valueIn(
  values: StudyMeasurements['bySonographer'] | undefined,
  id: ComparedId,
  echoNet?: 'accepted',
): ComparedValue | undefined {
  const chosen = values?.[id];
  return chosen && { value: chosen.value, method: chosen.method, ...(echoNet && { echoNet }) };
}

/**
 * The mean over the chosen A4C clips of what was measured from contours, else of what was predicted; of the
 * left ventricle either all is measured or all is predicted. A mere demonstration is compared with nothing.
 */
function presentValue(
  state: SessionState,
  id: ComparedId,
  countedMeasures: CountedMeasures,
): ComparedValue | undefined {
  const measured = pooledMeasured(
    chosenClips(state)
      .filter(({ SOPInstanceUID: uid }) => state.results.get(uid)?.view?.accepted !== false)
      .map(({ SOPInstanceUID: uid }) => countedMeasures(uid)),
  );
  const ofContours = measured.find((one) => one.id === id);
  if (ofContours) {
    return { value: ofContours.value, echoNet: 'contours' };
  }
  if (isOfLeftVentricle(id) && measured.some((one) => isOfLeftVentricle(one.id))) {
    return undefined;
  }
  const reading = finalReadingOf(state);
  if (!reading || state.model.phase !== 'ready') {
    return undefined;
  }
  const clips = reading.clips.map(({ clip }) => clip);
  const predicted = demonstratedTasks(state.model.manifest, clips).has(id)
    ? undefined
    : reading.prediction[id];
  return predicted && { value: predicted.mean, echoNet: 'predicted' };
}
