import type { ImagePoint, SegmentationNetwork } from '@echonet/models';
import { contourOf, type HeartStructure } from '@echonet/models/measures';
import sharp from 'sharp';
import type { LabelledStructures } from '../../../learning/segmentation/read-structure-batch';
import type { SegmentationCase, StructureAgreement } from '../measure-cases';
import { segmentLabelledFrame, type ObservedStructures } from '../segment-labelled-frame';
import { bordersOf } from './borders';

/** Frames shown of a data set. */
const shown = 6;

/** A test frame with the contours of the masks and of the network. */
export interface OutlinedFrame {
  readonly case: SegmentationCase;
  readonly agreement: StructureAgreement;
  /** Side of the image in pixels. */
  readonly size: number;
  readonly png: Buffer;
  /** Lines in image pixels. */
  readonly truth: readonly (readonly ImagePoint[])[];
  readonly predicted: readonly (readonly ImagePoint[])[];
}

/** The frames with the lowest Dice of a structure, lowest first, with the contours of all structures. */
export async function worstFrames(
  model: SegmentationNetwork,
  cases: readonly SegmentationCase[],
  set: LabelledStructures,
  structure: HeartStructure,
): Promise<OutlinedFrame[]> {
  const worst = cases
    .flatMap((one) =>
      one.agreements
        .filter((agreement) => agreement.structure === structure)
        .map((agreement) => ({ case: one, agreement })),
    )
    .sort((a, b) => a.agreement.dice - b.agreement.dice)
    .slice(0, shown);
  const names = model.manifest.structures.filter(
    (name): name is HeartStructure => name !== 'background' && set.labelled.includes(name),
  );
  const frames: OutlinedFrame[] = [];
  for (const one of worst) {
    const { frameIndex } = one.agreement;
    const frame = await segmentLabelledFrame(model, one.case.clip, frameIndex, set);
    const { size, greyValues, truth, predicted } = frame;
    frames.push({
      ...one,
      size,
      png: await sharp(greyValues, { raw: { width: size, height: size, channels: 1 } })
        .png()
        .toBuffer(),
      truth: linesOf(truth, names),
      predicted: linesOf(predicted, names),
    });
  }
  return frames;
}

function linesOf(
  { fields, zoom }: ObservedStructures,
  names: readonly HeartStructure[],
): ImagePoint[][] {
  const contours = names.flatMap((name) => {
    const field = fields[name];
    return (field && contourOf(field)) ?? [];
  });
  return bordersOf(contours).map((line) => line.map(({ x, y }) => ({ x: x * zoom, y: y * zoom })));
}
