/** Region Spatial Format 1 is 2-D, Region Data Type 1 is tissue, unit 3 is cm (PS3.3 C.8.5.5.1). */
const [twoDimensional, tissue, centimetres] = [1, 1, 3];

/** The sides of a pixel may differ by this fraction. */
const mostAnisotropy = 0.02;

/** Sizes of the pixels of echocardiograms, mm; anything else is a wrong unit or damage. */
const [leastMm, mostMm] = [0.02, 5];

/**
 * Side of a pixel in millimetres by the ultrasound regions of a header; undefined where none states
 * it in cm, two tissue regions contradict each other, or pixels are not square.
 *
 * @param instance naturalised attributes
 */
export function pixelSizeMm(instance: Readonly<Record<string, unknown>>): number | undefined {
  const sequence = instance['SequenceOfUltrasoundRegions'];
  const items: readonly unknown[] = Array.isArray(sequence) ? sequence : [sequence];
  const sizes = items
    .filter((item): item is Record<string, unknown> => typeof item === 'object' && item !== null)
    .filter(
      (item) =>
        Number(item['RegionSpatialFormat']) === twoDimensional &&
        Number(item['RegionDataType']) === tissue,
    )
    .map(sizeOfRegion);
  const [first] = sizes;
  const agree = first !== undefined && sizes.every((size) => isNear(size, first));
  return agree ? Number(first.toPrecision(6)) : undefined;
}

function sizeOfRegion(item: Readonly<Record<string, unknown>>): number | undefined {
  const isInCm =
    Number(item['PhysicalUnitsXDirection']) === centimetres &&
    Number(item['PhysicalUnitsYDirection']) === centimetres;
  const [x, y] = ['PhysicalDeltaX', 'PhysicalDeltaY'].map(
    (key) => 10 * Math.abs(Number(item[key])),
  );
  const size = (x + y) / 2;
  return isInCm && isNear(x, y) && size >= leastMm && size <= mostMm ? size : undefined;
}

function isNear(a: number | undefined, b: number): boolean {
  return a !== undefined && Math.abs(a - b) <= mostAnisotropy * b;
}
