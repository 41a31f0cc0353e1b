/** Kinds of steps; assembly/step.ts has the same numbers. */
export const stepKinds = {
  conv: 0,
  maxPool: 1,
  maxPoolGradient: 2,
  average: 3,
  averageGradient: 4,
  clearBorder: 5,
  upsample: 6,
  winograd: 7,
  upsampleGradient: 8,
} as const;

/** Words of a step in the order of assembly/step.ts, which documents them. */
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

export const stepBytes = 4 * stepWords.length;

/** A step's words by name; missing ones are 0. */
export type Step = { readonly [Word in (typeof stepWords)[number]]?: number } & {
  readonly kind: number;
  readonly chunks: number;
};

export function writeSteps(memory: ArrayBufferLike, address: number, steps: readonly Step[]): void {
  const view = new DataView(memory);
  steps.forEach((step, i) =>
    stepWords.forEach((word, place) => {
      const at = address + i * stepBytes + 4 * place;
      if (word === 'scale') {
        view.setFloat32(at, step[word] ?? 0, true);
      } else {
        view.setInt32(at, step[word] ?? 0, true);
      }
    }),
  );
}
