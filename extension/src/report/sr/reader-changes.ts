import * as v from 'valibot';
import type { ReaderEdits } from '../../contours/state';

/**
 * What no template has a place for: control points, beats and moved moments, all numbers 1-based. The
 * contours themselves are regions of the report, typed values are measurements.
 */
const changesSchema = v.object({
  /** By frame: indices of the control points in the contour, from 0. */
  drawn: v.array(
    v.object({
      frame: v.pipe(v.number(), v.integer(), v.minValue(1)),
      controls: v.array(v.pipe(v.number(), v.integer(), v.minValue(0))),
      isCarried: v.boolean(),
    }),
  ),
  moments: v.array(
    v.object({
      beat: v.pipe(v.number(), v.integer(), v.minValue(1)),
      edFrame: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
      esFrame: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
    }),
  ),
  beats: v.optional(v.array(v.pipe(v.number(), v.integer(), v.minValue(1)))),
});

export type ReaderChanges = v.InferOutput<typeof changesSchema>;

export function writeReaderChanges({ drawn, moments, beats }: ReaderEdits): string {
  const changes: ReaderChanges = {
    drawn: [...drawn].map(([frame, { contour, isCarried }]) => ({
      frame: frame + 1,
      controls: [...contour.controls],
      isCarried,
    })),
    moments: [...moments].map(([beat, { edFrame, esFrame }]) => ({
      beat: beat + 1,
      ...(edFrame !== undefined && { edFrame: edFrame + 1 }),
      ...(esFrame !== undefined && { esFrame: esFrame + 1 }),
    })),
    ...(beats && { beats: beats.map((beat) => beat + 1) }),
  };
  return JSON.stringify(changes);
}

/** Undefined for text that was not written by {@link writeReaderChanges}. */
export function readReaderChanges(text: string): ReaderChanges | undefined {
  try {
    const parsed = v.safeParse(changesSchema, JSON.parse(text));
    return parsed.success ? parsed.output : undefined;
  } catch {
    return undefined;
  }
}
