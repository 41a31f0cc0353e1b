import { beatsIn, momentsNotShown } from '../measures/beats/find-beats';
import { measureClip, type ClipFrames, type ClipMeasures } from '../measures/measure-clip';
import { clipQuality, type ClipQuality } from '../measures/quality/clip-quality';
import {
  judgeQuality,
  qualityCriteria,
  type QualityJudgement,
  type QualityThresholds,
} from '../measures/quality/judge-quality';
import type { SegmentationManifest } from '../model/segmentation-manifest';
import { clipValues, type ClipValues, type EditableMeasure } from './clip-values';
import { isAtriumCut } from './cut-atrium';
import type { SegmentedFrame } from './segment-clip';

export interface SegmentedClip extends Omit<ClipFrames, 'frames'> {
  /** As many as times, in order. */
  readonly frames: readonly SegmentedFrame[];
  /** Of this clip among those of its study, see lengthShares. */
  readonly lengthShare?: number;
  /** Where it is known; finding it takes longest, half a second for a thousand frames. */
  readonly quality?: ClipQuality;
}

export interface ClipFindings extends ClipMeasures {
  readonly values: ClipValues;
  readonly quality: ClipQuality;
  readonly judgement: QualityJudgement;
  /** Measures that a reader's changes touch; absent without changes. */
  readonly edited?: ReadonlySet<EditableMeasure>;
}

/**
 * Beats, volumes with their 90 % intervals, and quality of a clip that segmentClip has delineated.
 *
 * @throws RangeError when times and frames differ in number or times do not increase
 */
export function measureSegmentedClip(
  manifest: Pick<SegmentationManifest, 'measures' | 'quality'>,
  { frames, lengthShare, quality: knownQuality, ...times }: SegmentedClip,
): ClipFindings {
  const readings = frames.map(({ reading }) => reading);
  const { beats, measures } = measureClip({ ...times, frames: readings });
  const quality =
    knownQuality ??
    clipQuality({
      frames: readings,
      qualities: frames.map((frame) => frame.quality),
      timesMs: times.timesMs,
      measures,
      lengthShare,
    });
  const values = measures
    ? clipValues(measures, manifest.measures, {
        notShown: momentsNotShown(beats),
        isAtriumCut: isAtriumCut(frames, beatsIn(beats)),
      })
    : {};
  return {
    beats,
    measures,
    values,
    quality,
    judgement: judgeQuality(quality, measures, thresholdsOf(manifest)),
  };
}

/** Findings with another quality, and the judgement by it. */
export function judgeClip(
  manifest: Pick<SegmentationManifest, 'quality'>,
  findings: ClipFindings,
  quality: ClipQuality,
): ClipFindings {
  const judgement = judgeQuality(quality, findings.measures, thresholdsOf(manifest));
  return { ...findings, quality, judgement };
}

/** A clip beyond a threshold of the model is doubtful. */
export function thresholdsOf({
  quality,
}: Pick<SegmentationManifest, 'quality'>): QualityThresholds {
  return Object.fromEntries(
    qualityCriteria.flatMap((criterion) =>
      criterion in quality ? [[criterion, { doubtful: quality[criterion] }]] : [],
    ),
  );
}
