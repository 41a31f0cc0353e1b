import { gzipSync } from 'node:zlib';

export interface NiftiFixture {
  /** Lengths of the axes; the first varies fastest. */
  readonly shape: readonly number[];
  readonly values: readonly number[] | Uint8Array;
  readonly datatype?: number;
  /** Of the first two axes. */
  readonly spacing?: readonly [number, number];
  readonly slope?: number;
  readonly intercept?: number;
  readonly littleEndian?: boolean;
  /** Code of xyzt_units. */
  readonly units?: number;
}

/** Bytes per value and DataView setter by data type. */
const writers = {
  2: [1, 'setUint8'],
  4: [2, 'setInt16'],
  16: [4, 'setFloat32'],
  512: [2, 'setUint16'],
} as const;

/** Bytes of a NIfTI-1 file for tests. */
export function niftiFile({
  shape,
  values,
  datatype = 2,
  spacing = [1, 1],
  slope = 1,
  intercept = 0,
  littleEndian = true,
  units = 2,
}: NiftiFixture): Buffer {
  const [bytes, set] = writers[datatype as keyof typeof writers] ?? writers[2];
  const file = Buffer.alloc(352 + values.length * bytes);
  const view = new DataView(file.buffer, file.byteOffset, file.length);
  view.setInt32(0, 348, littleEndian);
  [shape.length, ...shape].forEach((n, i) => view.setInt16(40 + 2 * i, n, littleEndian));
  view.setInt16(70, datatype, littleEndian);
  view.setInt16(72, 8 * bytes, littleEndian);
  [1, ...spacing].forEach((n, i) => view.setFloat32(76 + 4 * i, n, littleEndian));
  [352, slope, intercept].forEach((n, i) => view.setFloat32(108 + 4 * i, n, littleEndian));
  view.setUint8(123, units);
  file.write('n+1\0', 344, 'latin1');
  values.forEach((value: number, i: number) => {
    view[set](352 + i * bytes, value, littleEndian);
  });
  return file;
}

/** The same, compressed. */
export function niftiGzFile(fixture: NiftiFixture): Buffer {
  return gzipSync(niftiFile(fixture));
}
