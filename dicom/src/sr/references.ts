import type { NaturalizedDataset } from '../dataset';
import { firstText, sequenceItems } from '../values/read-values';
import { isBulkValue } from './bulk-graphics';

/** Spatial coordinates that were read (PS3.3 C.18.6). */
export interface Graphic {
  /** 'POLYLINE', 'POINT' ... */
  readonly type: string;
  /** In pixels from the upper left corner of the image; of a closed polyline without the repeated first one. */
  readonly points: readonly { readonly x: number; readonly y: number }[];
}

/** A cited instance; frames are 1-based, none where all are meant. */
export interface ReadReference {
  readonly SOPClassUID: string;
  readonly SOPInstanceUID: string;
  readonly frameNumbers: readonly number[];
}

/** @returns undefined where there are no coordinates, or not pairs of finite numbers */
export function readGraphic({ GraphicType, GraphicData }: NaturalizedDataset): Graphic | undefined {
  const type = firstText(GraphicType);
  const numbers = graphicNumbers(GraphicData);
  if (!type || numbers.length < 2 || numbers.length % 2 !== 0 || !numbers.every(Number.isFinite)) {
    return undefined;
  }
  const points = Array.from({ length: numbers.length / 2 }, (_, i) => ({
    x: numbers[2 * i],
    y: numbers[2 * i + 1],
  }));
  const [first, last] = [points[0], points[points.length - 1]];
  const isClosed = points.length > 1 && first.x === last.x && first.y === last.y;
  return { type, points: type === 'POLYLINE' && isClosed ? points.slice(0, -1) : points };
}

/** Values of Graphic Data, however the host holds them; none while they are to be fetched. */
export function graphicNumbers(value: unknown): number[] {
  const [first] = Array.isArray(value) ? (value as readonly unknown[]) : [value];
  if (isBulkValue(first)) {
    return first.Value === undefined ? [] : graphicNumbers(first.Value);
  }
  if (isArrayBuffer(first)) {
    return floatsOf(first);
  }
  if (Array.isArray(value)) {
    return value.map((each) => (typeof each === 'number' ? each : Number(firstText(each) || NaN)));
  }
  return ArrayBuffer.isView(value) && !(value instanceof DataView)
    ? Array.from(value as Float32Array)
    : [];
}

/** Of any realm: hosts fetch in frames and workers. */
function isArrayBuffer(value: unknown): value is ArrayBuffer {
  return Object.prototype.toString.call(value) === '[object ArrayBuffer]';
}

/** The values of VR FL as they come from an archive: little endian. */
function floatsOf(bytes: ArrayBuffer): number[] {
  const view = new DataView(bytes);
  return Array.from({ length: Math.floor(bytes.byteLength / 4) }, (_, i) =>
    view.getFloat32(4 * i, true),
  );
}

/** @returns undefined where nothing is cited */
export function readReference(sequence: unknown): ReadReference | undefined {
  const [cited] = sequenceItems(sequence);
  const SOPInstanceUID = firstText(cited?.ReferencedSOPInstanceUID);
  return SOPInstanceUID
    ? {
        SOPClassUID: firstText(cited.ReferencedSOPClassUID),
        SOPInstanceUID,
        frameNumbers: [cited.ReferencedFrameNumber]
          .flat()
          .map(Number)
          .filter((frame) => Number.isInteger(frame) && frame > 0),
      }
    : undefined;
}
