import { averagedClips, clipsOfLeftVentricle, poolMeasures, unitOfMean } from '@echonet/models';
import { type MeasureId, measureIds } from '../contours/measured';
import {
  acceptedResults,
  type MeasuredClip,
  type MeasuredResult,
  type ValueOrigin,
} from './measured-clip';
import type { Report, ReportedClip } from './report';

/** What a reader accepted of one measure in one clip. */
export interface AcceptedPart {
  readonly clip: ReportedClip;
  readonly measured: MeasuredClip;
  readonly result: MeasuredResult;
}

const acceptedIds = (clip: MeasuredClip) => acceptedResults(clip).map(({ id }) => id);

/** The clips whose accepted values stand for the left ventricle. */
export function acceptedForVentricle(measured: readonly MeasuredClip[]): readonly MeasuredClip[] {
  return clipsOfLeftVentricle(measured, acceptedIds);
}

/**
 * By clip, in the order of the report; of the left ventricle in the clips that stand for it. All in one unit,
 * so that they can be averaged.
 */
export function acceptedParts(
  { measured, clips }: Pick<Report, 'measured' | 'clips'>,
  id: MeasureId,
): AcceptedPart[] {
  const parts = averagedClips(measured, id, acceptedIds).flatMap((ofClip) => {
    const result = acceptedResults(ofClip).find((one) => one.id === id);
    const clip = clips.find(({ SOPInstanceUID }) => SOPInstanceUID === ofClip.SOPInstanceUID);
    return result && clip ? [{ clip, measured: ofClip, result }] : [];
  });
  const units = parts.map(({ result }) => result.unit);
  return parts.filter(({ result }) => result.unit === unitOfMean(units));
}

/** Mean over the clips in which a reader accepted a value, where there are several. */
export function meansOfAccepted(report: Pick<Report, 'measured' | 'clips'>) {
  return measureIds.flatMap((id) => {
    const parts = acceptedParts(report, id);
    return parts.length > 1 ? [{ id, ...meanOf(parts), parts }] : [];
  });
}

/** The one origin of all parts; of different ones that which says least of the software. */
export function commonOrigin(parts: readonly Pick<AcceptedPart, 'result'>[]): ValueOrigin {
  const [first, ...others] = new Set(parts.map(({ result }) => result.origin));
  return others.length === 0 ? first : 'edited contours';
}

/** The interval is as wide as that of one clip. None where a part has none; a limit where a part is one. */
export function meanOf(
  parts: readonly Pick<AcceptedPart, 'result'>[],
): Pick<MeasuredResult, 'value' | 'interval90' | 'isLowerLimit'> {
  const [{ value, interval90, isLowerLimit }] = poolMeasures(parts.map(({ result }) => [result]));
  return { value, interval90, isLowerLimit };
}
