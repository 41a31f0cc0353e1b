import { stressStage } from '@echonet/dicom';
import { isNamedFourChamber } from '../clips/best-clip';
import type { Clip } from '../clips/clip';
import type { ViewsState } from '../views/state';
import type { ExcludedClip, Exclusion, StudyPlan } from './state';

/**
 * Which clips of a study are analysed and averaged: all eligible A4C clips at rest. Stages of a stress
 * test are never among them. The view classifier decides on the view; without one, the Series
 * Description.
 *
 * @param clips of the viewer, which can hold a prior study too
 * @param StudyInstanceUID of the study to analyse; undefined takes all clips
 */
export function planStudy(
  clips: readonly Clip[],
  views: Pick<ViewsState, 'classifier' | 'checks' | 'failures'>,
  StudyInstanceUID?: string,
): StudyPlan {
  const ofStudy = clips.filter(
    (clip) => StudyInstanceUID === undefined || clip.StudyInstanceUID === StudyInstanceUID,
  );
  const excluded = ofStudy.flatMap((clip): ExcludedClip[] => {
    const exclusion = exclusionOf(clip, views);
    return exclusion ? [{ clip, exclusion }] : [];
  });
  return {
    clips: ofStudy.filter((clip) => excluded.every((one) => one.clip !== clip)),
    excluded,
  };
}

function exclusionOf(
  clip: Clip,
  { classifier, checks, failures }: Pick<ViewsState, 'classifier' | 'checks' | 'failures'>,
): Exclusion | undefined {
  const { eligibility, header, SOPInstanceUID } = clip;
  if (!eligibility.eligible) {
    return { kind: 'not eligible', reason: eligibility.reason };
  }
  const stage = header && stressStage(header);
  if (stage !== undefined) {
    return { kind: 'stress', stage };
  }
  const check = checks.get(SOPInstanceUID);
  if (check) {
    const { accepted, probability, missing } = check.prediction;
    return accepted ? undefined : { kind: 'other view', probability, ...(missing && { missing }) };
  }
  if (classifier.phase === 'ready') {
    return {
      kind: 'view not identified',
      reason: failures.get(SOPInstanceUID) ?? 'The view was not identified.',
    };
  }
  return isNamedFourChamber(clip) ? undefined : { kind: 'view not named' };
}
