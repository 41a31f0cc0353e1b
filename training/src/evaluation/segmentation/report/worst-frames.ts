import type { SegmentationNetwork } from '@echonet/models';
import { contourOf, type HeartStructure, type StructureContour } from '@echonet/models/measures';
import sharp from 'sharp';
import type { LabelledStructures } from '../../../learning/segmentation/read-structure-batch';
import type { SegmentationCase, StructureAgreement } from '../measure-cases';
import { segmentLabelledFrame, type ObservedStructures } from '../segment-labelled-frame';

/** Frames shown of a data set. */
const shown = 6;

/** A test frame with the contours of the masks and of the network. */
export interface OutlinedFrame {
  readonly case: SegmentationCase;
  readonly agreement: StructureAgreement;
  /** Side of the image in pixels. */
  readonly size: number;
  readonly png: Buffer;
  /** In image pixels. */
  readonly truth: readonly StructureContour[];
  readonly predicted: readonly StructureContour[];
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
      truth: contoursOf(truth, names),
      predicted: contoursOf(predicted, names),
    });
  }
  return frames;
}

function contoursOf(
  { fields, zoom }: ObservedStructures,
  names: readonly HeartStructure[],
): StructureContour[] {
  const scaled = (ring: StructureContour['outline']) =>
    ring.map(({ x, y }) => ({ x: x * zoom, y: y * zoom }));
  return names.flatMap((name) => {
    const field = fields[name];
    const contour = field && contourOf(field);
    return contour ? [{ outline: scaled(contour.outline), holes: contour.holes.map(scaled) }] : [];
  });
}
