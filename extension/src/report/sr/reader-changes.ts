import * as v from 'valibot';
import type { ContourEdits } from '@echonet/models/measures';
import type { ReaderEdits } from '../../contours/state';

const drawnSchema = v.array(
  v.object({
    frame: v.pipe(v.number(), v.integer(), v.minValue(1)),
    /** Indices in the contour, from 0. */
    controls: v.array(v.pipe(v.number(), v.integer(), v.minValue(0))),
    isCarried: v.boolean(),
  }),
);

/**
 * What no template has a place for: control points, beats and moved moments, all numbers 1-based. The
 * contours themselves are regions of the report, typed values are measurements.
 */
const changesSchema = v.object({
  /** Contours of the LV by frame. */
  drawn: drawnSchema,
  /** Of the LA. */
  drawnAtria: v.optional(drawnSchema),
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

function writeDrawn(drawn: ContourEdits['drawn']): ReaderChanges['drawn'] {
  return [...drawn].map(([frame, { contour, isCarried }]) => ({
    frame: frame + 1,
    controls: [...contour.controls],
    isCarried,
  }));
}

export function writeReaderChanges({ drawn, drawnAtria, moments, beats }: ReaderEdits): string {
  const changes: ReaderChanges = {
    drawn: writeDrawn(drawn),
    ...(drawnAtria && drawnAtria.size > 0 && { drawnAtria: writeDrawn(drawnAtria) }),
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
