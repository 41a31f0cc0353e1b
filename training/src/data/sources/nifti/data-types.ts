/** How values of one NIfTI data type are stored. */
export interface NiftiDataType {
  /** Bytes per value. */
  readonly bytes: number;
  read(view: DataView, offset: number, littleEndian: boolean): number;
}

/** By the code of the header's field datatype (nifti1.h). */
export const niftiDataTypes: ReadonlyMap<number, NiftiDataType> = new Map([
  [2, { bytes: 1, read: (view, offset) => view.getUint8(offset) }],
  [4, { bytes: 2, read: (view, ...place) => view.getInt16(...place) }],
  [8, { bytes: 4, read: (view, ...place) => view.getInt32(...place) }],
  [16, { bytes: 4, read: (view, ...place) => view.getFloat32(...place) }],
  [64, { bytes: 8, read: (view, ...place) => view.getFloat64(...place) }],
  [256, { bytes: 1, read: (view, offset) => view.getInt8(offset) }],
  [512, { bytes: 2, read: (view, ...place) => view.getUint16(...place) }],
  [768, { bytes: 4, read: (view, ...place) => view.getUint32(...place) }],
  [1024, { bytes: 8, read: (view, ...place) => Number(view.getBigInt64(...place)) }],
] satisfies [number, NiftiDataType][]);
