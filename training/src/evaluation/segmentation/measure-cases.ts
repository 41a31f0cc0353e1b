import type { SegmentationNetwork } from '@echonet/models';
import {
  structureNames,
  clipQuality,
  contourOf,
  fractionPercent,
  frameQuality,
  isMeasured,
  measureFrame,
  type ClipQuality,
  type FrameQuality,
  type FrameReading,
  type GridScale,
  type HeartStructure,
  type StructureFields,
} from '@echonet/models/measures';
import { markedStructures } from '../../data/prepared/images';
import type { CohortClip } from '../../data/prepared/open-prepared';
import { labelledFrameIndices } from '../../learning/segmentation/draw-structures';
import type { LabelledStructures } from '../../learning/segmentation/read-structure-batch';
import { diceOfCode, surfaceDistance } from './overlap';
import { segmentLabelledFrame } from './segment-labelled-frame';

export type Phase = 'ED' | 'ES' | 'other';

export interface StructureAgreement {
  readonly structure: HeartStructure;
  readonly phase: Phase;
  readonly frameIndex: number;
  readonly dice: number;
  /** mm, or prepared pixels where the scale is unknown; absent where one of both has no contour. */
  readonly hausdorff95?: number;
  readonly meanDistance?: number;
}

/** Values of a clip by one observer. */
export interface ClipValues {
  readonly EDV?: number;
  readonly ESV?: number;
  readonly EF?: number;
  readonly LAVolume?: number;
}

export interface SegmentationCase {
  readonly clip: CohortClip;
  readonly agreements: readonly StructureAgreement[];
  /** mL and %; volumes are absent where the scale is unknown. */
  readonly truth: ClipValues;
  readonly predicted: ClipValues;
  /** Of the segmented frames. */
  readonly quality: ClipQuality;
}

/** One labelled frame by both observers. */
interface FramePair {
  readonly frameIndex: number;
  readonly truth: FrameReading;
  readonly predicted: FrameReading;
  readonly quality?: FrameQuality;
  readonly agreements: readonly StructureAgreement[];
}

/** Segments the labelled frames of a clip and compares structures and measures. */
export async function measureCase(
  model: SegmentationNetwork,
  clip: CohortClip,
  set: LabelledStructures,
): Promise<SegmentationCase> {
  const pairs: FramePair[] = [];
  for (const frameIndex of labelledFrameIndices(clip.images)) {
    pairs.push(await measurePair(model, clip, frameIndex, set));
  }
  return {
    clip,
    agreements: pairs.flatMap(({ agreements }) => agreements),
    truth: valuesOf(clip, pairs, 'truth'),
    predicted: valuesOf(clip, pairs, 'predicted'),
    quality: qualityOf(clip, pairs),
  };
}

async function measurePair(
  model: SegmentationNetwork,
  clip: CohortClip,
  frameIndex: number,
  set: LabelledStructures,
): Promise<FramePair> {
  const frame = await segmentLabelledFrame(model, clip, frameIndex, set);
  const { truth, predicted } = frame;
  const classes = model.manifest.structures;
  const phase = phaseOf(clip, frameIndex);
  const marked = markedStructures(clip.images, frameIndex, set.labelled);
  const agreements = classes.flatMap((structure) =>
    structure !== 'background' && marked.includes(structure)
      ? [
          {
            structure,
            phase,
            frameIndex,
            dice: diceOfCode(truth.codes, predicted.codes, structureNames.indexOf(structure)),
            ...distancesOf(truth.fields, predicted.fields, structure, clip.mmPerPixel ?? 1),
          },
        ]
      : [],
  );
  const reading = measureFrame(predicted.fields, scaleOf(clip, predicted.zoom));
  return {
    frameIndex,
    agreements,
    truth: measureFrame(truth.fields, scaleOf(clip, truth.zoom)),
    predicted: reading,
    quality: isMeasured(reading)
      ? frameQuality(predicted.fields, reading, frame.sectorMask)
      : undefined,
  };
}

function distancesOf(
  truth: StructureFields,
  found: StructureFields,
  structure: HeartStructure,
  mmPerPixel: number,
): Pick<StructureAgreement, 'hausdorff95' | 'meanDistance'> {
  const [trueField, field] = [truth[structure], found[structure]];
  const trueContour = trueField && contourOf(trueField);
  const contour = field && contourOf(field);
  if (!trueContour || !contour) {
    return {};
  }
  const zoom = trueField.columns / field.columns;
  const { hausdorff95, mean } = surfaceDistance(
    trueContour.outline,
    contour.outline.map(({ x, y }) => ({ x: x * zoom, y: y * zoom })),
  );
  return { hausdorff95: hausdorff95 * mmPerPixel, meanDistance: mean * mmPerPixel };
}

function scaleOf({ mmPerPixel }: CohortClip, zoom: number): GridScale | undefined {
  return mmPerPixel === undefined
    ? undefined
    : { mmPerPixelX: mmPerPixel * zoom, mmPerPixelY: mmPerPixel * zoom };
}

function phaseOf({ edFrame, esFrame }: CohortClip, frameIndex: number): Phase {
  if (frameIndex === edFrame) {
    return 'ED';
  }
  return frameIndex === esFrame ? 'ES' : 'other';
}

/** At the marked end-diastole and end-systole, else at the largest and smallest volume. */
function valuesOf(
  { edFrame, esFrame, mmPerPixel }: CohortClip,
  pairs: readonly FramePair[],
  observer: 'truth' | 'predicted',
): ClipValues {
  const measured = pairs.flatMap((pair) => {
    const reading = pair[observer];
    return isMeasured(reading) ? [{ frameIndex: pair.frameIndex, reading }] : [];
  });
  const bySize = [...measured].sort(
    (a, b) => a.reading.ventricle.volumeDisks - b.reading.ventricle.volumeDisks,
  );
  const at = (marked: number | undefined, otherwise: (typeof measured)[number] | undefined) =>
    (marked === undefined ? otherwise : measured.find(({ frameIndex }) => frameIndex === marked))
      ?.reading;
  const endDiastole = at(edFrame, bySize.at(-1));
  const endSystole = at(esFrame, bySize[0]);
  if (!endDiastole || !endSystole) {
    return {};
  }
  const EDV = endDiastole.ventricle.volumeDisks;
  const ESV = endSystole.ventricle.volumeDisks;
  const EF = fractionPercent(EDV, ESV);
  return mmPerPixel === undefined
    ? { EF }
    : { EDV, ESV, EF, LAVolume: endSystole.atrium?.size.volumeAreaLength };
}

/** Frames are apart in time, so that the steadiness of the contours is unknown. */
function qualityOf(clip: CohortClip, pairs: readonly FramePair[]): ClipQuality {
  const lengthAt = (marked: number | undefined) => {
    const reading = pairs.find(({ frameIndex }) => frameIndex === marked)?.predicted;
    return reading && isMeasured(reading) ? reading.ventricle.length : undefined;
  };
  const [edLength, esLength] = [lengthAt(clip.edFrame), lengthAt(clip.esFrame)];
  const quality = clipQuality({
    frames: pairs.map(({ predicted }) => predicted),
    qualities: pairs.map(({ quality: one }) => one),
    timesMs: pairs.map((_, index) => index * 1000),
  });
  return {
    ...quality,
    ...(edLength && esLength && { lengthRatio: esLength / edLength }),
  };
}
