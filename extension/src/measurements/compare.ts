import type { Method } from '@echonet/dicom';
import { chosenClips } from '../clips/state';
import { measuredOf } from '../contours/measured-of';
import { meanOfClips } from '../contours/mean-of-clips';
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

/** Measures of which this or a prior study has a value of a report. */
export function comparisonRows(
  state: SessionState,
  priors: readonly StudyMeasurements[],
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
    const echoNet = presentValue(state, id) ?? valueIn(ofStudy?.byEchoNet, id, 'accepted');
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
 * The mean over the chosen A4C clips of what was measured from contours, else of what was predicted.
 * A mere demonstration is compared with nothing.
 */
function presentValue(state: SessionState, id: ComparedId): ComparedValue | undefined {
  const measured = chosenClips(state)
    .filter(({ SOPInstanceUID: uid }) => state.results.get(uid)?.view?.accepted !== false)
    .map(({ SOPInstanceUID: uid }) => measuredOf(state, uid).filter((one) => one.id === id))
    .filter((values) => values.length > 0);
  const ofContours = measured.length === 1 ? measured[0] : meanOfClips(measured);
  const [value] = ofContours;
  if (value) {
    return { value: value.value, echoNet: 'contours' };
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
