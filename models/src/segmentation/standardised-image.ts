/** Grey values up to this are black: outside the sector, or without any echo. */
const black = 1 / 255;

/** Added to the standard deviation, so that images of one grey value stay finite. */
const leastDeviation = 4 / 255;

/** Fewer pixels than these say nothing about the gain. */
const leastPixels = 50;

const [lowest, highest] = [-3, 4];

/**
 * Standardises an image by the mean and standard deviation of its pixels with an echo, so that gain
 * and dynamic range of the scanner matter less; results are cut to [-3, 4].
 *
 * @param greyValues in [0, 1], 0 outside the sector; not modified
 */
export function standardisedImage(greyValues: Float32Array): Float32Array {
  let [count, sum, sumOfSquares] = [0, 0, 0];
  // An index takes half the time of an iterator.
  for (let i = 0; i < greyValues.length; i++) {
    const grey = greyValues[i];
    if (grey > black) {
      count++;
      sum += grey;
      sumOfSquares += grey * grey;
    }
  }
  const mean = count >= leastPixels ? sum / count : 0;
  const variance = count >= leastPixels ? sumOfSquares / count - mean * mean : 0;
  const deviation = Math.sqrt(Math.max(0, variance)) + leastDeviation;
  const standardised = new Float32Array(greyValues.length);
  for (let i = 0; i < greyValues.length; i++) {
    standardised[i] = Math.min(highest, Math.max(lowest, (greyValues[i] - mean) / deviation));
  }
  return standardised;
}
