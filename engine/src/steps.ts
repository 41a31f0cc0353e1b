/** What kinds of steps there are; assembly/step.ts has the same numbers. */
export const stepKinds = {
  conv: 0,
  maxPool: 1,
  maxPoolGradient: 2,
  average: 3,
  averageGradient: 4,
  clearBorder: 5,
} as const;

/** The words of a step in the order in which assembly/step.ts reads them; it says what each means. */
export const stepWords = [
  'kind',
  'waits',
  'chunks',
  'pixels',
  'width',
  'input',
  'inputRow',
  'inputColumn',
  'output',
  'outputRow',
  'outputColumn',
  'addend',
  'addendRow',
  'addendColumn',
  'mask',
  'maskRow',
  'maskColumn',
  'channels',
  'filters',
  'taps',
  'tapOffsets',
  'weights',
  'bias',
  'relu',
  'tilesPerChunk',
  'panelsPerChunk',
  'poolSize',
  'poolStride',
  'pooled',
  'pooledRow',
  'pooledColumn',
  'gradient',
  'gradientRow',
  'gradientColumn',
  'scale',
  'rows',
  'rowBytes',
  'firstRow',
  'endRow',
  'firstByte',
  'endByte',
] as const;

/** Bytes of one step. */
export const stepBytes = 4 * stepWords.length;

/** A step's words by name; those left out are 0. */
export type Step = { readonly [Word in (typeof stepWords)[number]]?: number } & {
  readonly kind: number;
  readonly chunks: number;
};

/** Writes steps one after the other. */
export function writeSteps(memory: ArrayBufferLike, address: number, steps: readonly Step[]): void {
  const view = new DataView(memory);
  steps.forEach((step, i) =>
    stepWords.forEach((word, place) => {
      const at = address + i * stepBytes + 4 * place;
      if (word === 'scale') view.setFloat32(at, step[word] ?? 0, true);
      else view.setInt32(at, step[word] ?? 0, true);
    }),
  );
}
