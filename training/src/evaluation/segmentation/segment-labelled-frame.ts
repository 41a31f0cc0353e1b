import { labelMap, segmentFrames, structureNames, type SegmentationNetwork } from '@echonet/models';
import { fieldsOfLabels, fieldsOfLogits, type StructureFields } from '@echonet/models/measures';
import { readFrame, readStructures } from '../../data/prepared/images';
import type { CohortClip } from '../../data/prepared/open-prepared';
import {
  resizedEcho,
  type LabelledStructures,
} from '../../learning/segmentation/read-structure-batch';
import { firstChannel, nearestSamples } from '../../learning/segmentation/resampling';
import { structureCodes } from '../../learning/segmentation/structure-codes';
import { preparedImage } from '../prepared-image';

/** Structures of one frame by one observer. */
export interface ObservedStructures {
  /** Codes of structureNames, [size, size] prepared pixels. */
  readonly codes: Uint8Array;
  readonly fields: StructureFields;
  /** Prepared pixels per pixel of the fields. */
  readonly zoom: number;
}

/** A frame of a prepared clip with its true and its segmented structures. */
export interface SegmentedFrame {
  /** Side in prepared pixels. */
  readonly size: number;
  /** 0..255, [size, size]. */
  readonly greyValues: Uint8Array;
  readonly truth: ObservedStructures;
  readonly predicted: ObservedStructures;
  /** 1 inside the sector, on the grid of the predicted fields. */
  readonly sectorMask: Uint8Array;
}

/** Segments a frame whose structures are known. */
export async function segmentLabelledFrame(
  model: SegmentationNetwork,
  clip: CohortClip,
  frameIndex: number,
  set: LabelledStructures,
): Promise<SegmentedFrame> {
  const { size, channels } = set;
  const { frame, mask } = readFrame(clip.images, frameIndex, set);
  const truth = structureCodes(readStructures(clip.images, frameIndex, set)!, set);
  const greyValues = firstChannel(frame, channels);
  const input = model.manifest.input.size;
  const { greyValues: data } = resizedEcho({ size, greyValues, mask }, input);
  const [maps] = await segmentFrames(model, [preparedImage(data, model.manifest)]);
  const classes = model.manifest.structures;
  const codes = labelMap(
    maps,
    { Rows: size, Columns: size, crop: { x: 0, y: 0, width: size, height: size } },
    classes.map((name) => structureNames.indexOf(name)),
  );
  return {
    size,
    greyValues,
    truth: { codes: truth, fields: fieldsOfLabels(truth, size, size), zoom: 1 },
    predicted: {
      codes,
      fields: fieldsOfLogits(maps.values, maps.columns, maps.rows, classes),
      zoom: size / maps.columns,
    },
    sectorMask: nearestSamples(mask, size, maps.columns),
  };
}
