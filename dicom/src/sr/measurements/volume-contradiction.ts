/** Values that can contradict each other. */
export const volumeTaskIds: readonly string[] = ['EF', 'EDV', 'ESV'];

/**
 * Largest difference, in percentage points, between an EF and that of the volumes: about what a
 * visual estimate and a measurement of one heart differ by.
 */
const largestDifference = 10;

/**
 * What cannot be true of EF (%), EDV and ESV (mL) of one heart.
 *
 * @returns a clause, or undefined if they agree or are too few to tell
 */
export function volumeContradiction({
  EF,
  EDV,
  ESV,
}: Readonly<Record<string, number | undefined>>): string | undefined {
  if (EDV === undefined || ESV === undefined) {
    return undefined;
  }
  if (ESV > EDV) {
    return `ESV is ${ESV} mL and EDV ${EDV} mL; the end-systolic volume cannot be larger`;
  }
  const ofVolumes = (100 * (EDV - ESV)) / EDV;
  // Volumes rounded to 1 mL move the EF of a small heart by 100 / EDV.
  if (EF !== undefined && Math.abs(EF - ofVolumes) > largestDifference + 100 / EDV) {
    return `EF is ${EF} %, but EDV ${EDV} mL and ESV ${ESV} mL make ${Math.round(ofVolumes)} %`;
  }
  return undefined;
}
