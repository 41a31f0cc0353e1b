import { niftiDataTypes } from './data-types';

/** A NIfTI-1 image of two axes, or of two axes and time. */
export interface NiftiImage {
  /** Length of the first axis. */
  readonly columns: number;
  /** Length of the second axis. */
  readonly rows: number;
  readonly frameCount: number;
  /** Distance of neighbouring pixels along both axes, mm; absent where the header has none. */
  readonly spacingMm?: { readonly x: number; readonly y: number };
  /**
   * Values of one frame after scaling, row by row: the first axis runs along the rows.
   * @param index 0-based
   */
  frame(index: number): Float32Array;
}

const headerLength = 348;
const nifti2HeaderLength = 540;

/** Byte offsets of the fields of the header (nifti1.h). */
const at = {
  dim: 40,
  datatype: 70,
  pixdim: 76,
  voxOffset: 108,
  sclSlope: 112,
  sclInter: 116,
  xyztUnits: 123,
  magic: 344,
} as const;

/** Millimetres per spatial unit by code of xyzt_units; files without a unit are taken to be in mm. */
const mmOfUnit: Readonly<Record<number, number>> = { 0: 1, 1: 1000, 2: 1, 3: 0.001 };

const largestSide = 8192;

/** The header field dim has eight numbers: the count, and seven lengths (nifti1.h). */
const mostAxes = 7;

/**
 * Parses an uncompressed NIfTI-1 file (.nii).
 *
 * @throws Error with one sentence whose subject is `name`: truncated, not NIfTI-1, of another data
 *   type or number of axes
 */
export function parseNifti(bytes: Uint8Array, name: string): NiftiImage {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const littleEndian = byteOrder(view, name);
  const int16 = (offset: number) => view.getInt16(offset, littleEndian);
  const float = (offset: number) => view.getFloat32(offset, littleEndian);

  const { columns, rows, frameCount } = shapeOf((axis) => int16(at.dim + 2 * axis), name);
  const type = niftiDataTypes.get(int16(at.datatype));
  if (!type) {
    throw new Error(
      `${name} has NIfTI data type ${int16(at.datatype)}; single whole or decimal numbers of up to 64 bits can be read.`,
    );
  }
  const start = Math.max(headerLength, float(at.voxOffset));
  const frameLength = columns * rows;
  const end = start + frameLength * frameCount * type.bytes;
  if (!(end <= bytes.length)) {
    throw new Error(
      `${name} is truncated: it ends after ${bytes.length} of ${end} bytes; copy it again.`,
    );
  }
  const { slope, intercept } = scalingOf(float(at.sclSlope), float(at.sclInter));
  return {
    columns,
    rows,
    frameCount,
    spacingMm: spacingOf(float(at.pixdim + 4), float(at.pixdim + 8), bytes[at.xyztUnits]),
    frame: (index) => {
      const from = start + index * frameLength * type.bytes;
      return Float32Array.from(
        { length: frameLength },
        (_, i) => type.read(view, from + i * type.bytes, littleEndian) * slope + intercept,
      );
    },
  };
}

/** @returns whether numbers are little-endian, by the header's own length */
function byteOrder(view: DataView, name: string): boolean {
  if (view.byteLength < headerLength) {
    throw new Error(`${name} is truncated or no NIfTI file: it has ${view.byteLength} bytes.`);
  }
  const lengths = [view.getInt32(0, true), view.getInt32(0, false)];
  if (lengths.includes(nifti2HeaderLength)) {
    throw new Error(`${name} is a NIfTI-2 file; write it as NIfTI-1.`);
  }
  const magic = String.fromCharCode(...[0, 1, 2].map((i) => view.getUint8(at.magic + i)));
  if (!lengths.includes(headerLength) || (magic !== 'n+1' && magic !== 'ni1')) {
    throw new Error(`${name} is no NIfTI-1 file.`);
  }
  if (magic === 'ni1') {
    throw new Error(`${name} keeps its values in a second file (.img); write one .nii file.`);
  }
  return lengths[0] === headerLength;
}

/** @param dim header field: the number of axes, then their lengths */
function shapeOf(
  dim: (axis: number) => number,
  name: string,
): Pick<NiftiImage, 'columns' | 'rows' | 'frameCount'> {
  const axes = dim(0);
  const isCounted = axes > 0 && axes <= mostAxes;
  const lengths = Array.from({ length: isCounted ? axes : 0 }, (_, i) => dim(i + 1));
  const [columns, rows, ...others] = lengths;
  const longer = others.filter((length) => length > 1);
  const isValid = axes >= 2 && isCounted && lengths.every((length) => length > 0);
  if (!isValid || longer.length > 1 || Math.max(columns, rows) > largestSide) {
    throw new Error(
      `${name} has axes of ${lengths.join(' x ') || 'no length'}; two axes of up to ${largestSide} pixels, or these and time, can be read.`,
    );
  }
  return { columns, rows, frameCount: longer[0] ?? 1 };
}

/** A slope of 0 means no scaling (nifti1.h); nibabel leaves NaN where it set none. */
function scalingOf(slope: number, intercept: number): { slope: number; intercept: number } {
  return Number.isFinite(slope) && slope !== 0
    ? { slope, intercept: Number.isFinite(intercept) ? intercept : 0 }
    : { slope: 1, intercept: 0 };
}

function spacingOf(x: number, y: number, xyztUnits: number): NiftiImage['spacingMm'] {
  const unit = xyztUnits & 7;
  const mm = mmOfUnit[unit];
  // Writers that know no size leave 1 x 1 without a unit.
  const isUnset = unit === 0 && x === 1 && y === 1;
  if (mm === undefined || isUnset || !(x > 0 && y > 0 && Number.isFinite(x + y))) {
    return undefined;
  }
  // Float32 in the header: 0.308 is stored as 0.3079999983.
  return { x: Number((x * mm).toPrecision(6)), y: Number((y * mm).toPrecision(6)) };
}
