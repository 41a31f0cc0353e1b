import { mean } from './summary';

/** Pearson's correlation coefficient; NaN when either variable is constant. */
export function pearson(a: readonly number[], b: readonly number[]): number {
  const meanA = mean(a);
  const meanB = mean(b);
  let products = 0;
  let squaresA = 0;
  let squaresB = 0;
  a.forEach((value, index) => {
    products += (value - meanA) * (b[index] - meanB);
    squaresA += (value - meanA) ** 2;
    squaresB += (b[index] - meanB) ** 2;
  });
  const spread = Math.sqrt(squaresA * squaresB);
  return spread > 0 ? products / spread : NaN;
}
