/**
 * The data sets of real patients, or all where there are none: simulated patients are easier, so that
 * they decide nothing where real ones can.
 */
export function realWhereAny<Set extends { readonly simulated: boolean }>(
  sets: readonly Set[],
): readonly Set[] {
  const real = sets.filter(({ simulated }) => !simulated);
  return real.length > 0 ? real : sets;
}
