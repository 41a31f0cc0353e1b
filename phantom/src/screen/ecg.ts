/**
 * ECG voltage relative to the R wave: Gaussian P, QRS and T waves around the R
 * wave at phase 0, which marks end-diastole. Sum of Gaussians as in McSharry et al.,
 * IEEE Trans Biomed Eng 50(3), 2003.
 *
 * @param phase fraction of the heart's cycle since end-diastole, 0..1
 */
export function ecgAt(phase: number): number {
  const wave = (centre: number, width: number): number => {
    const distance = ((phase - centre + 1.5) % 1) - 0.5;
    return Math.exp(-0.5 * (distance / width) ** 2);
  };
  return (
    0.14 * wave(0.86, 0.025) -
    0.15 * wave(0.975, 0.008) +
    wave(0, 0.01) -
    0.25 * wave(0.025, 0.01) +
    0.28 * wave(0.32, 0.045)
  );
}
