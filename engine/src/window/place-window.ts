import type {
  WindowAxis,
  WindowConcat,
  WindowConv,
  WindowGraph,
  WindowMaxPool,
  WindowShape,
} from '@echonet/models';
import { WindowBuffer, type WindowBorder, type WindowFeatures } from './window-features';

/** Features of each result, by its name. */
export type WindowPlaces = ReadonlyMap<string, WindowFeatures>;

const noBorder: WindowBorder = { front: 0, back: 0, top: 0, bottom: 0, left: 0, right: 0 };

/**
 * Places every result; those of a concatenation write directly into it. Each buffer gets the border
 * that its readers need.
 *
 * @throws Error naming what a concatenation cannot take in
 */
export function placeWindow({ input, operations }: WindowGraph): WindowPlaces {
  const places = new Map<string, WindowFeatures>([[input.name, wholeOf(input.shape)]]);
  const shapes = new Map(operations.map(({ name, shape }) => [name, shape]));
  for (const operation of operations) {
    if (operation.kind === 'concat') {
      placeParts(operation, shapes, places);
    }
  }
  for (const { name, shape } of operations) {
    if (!places.has(name)) {
      places.set(name, wholeOf(shape));
    }
  }
  for (const operation of operations) {
    if (operation.kind === 'conv') {
      places.get(operation.input)!.buffer.widen(convBorder(operation));
    } else if (operation.kind === 'maxPool') {
      places.get(operation.input)!.buffer.widen(poolBorder(operation));
    }
  }
  return places;
}

function wholeOf(shape: WindowShape): WindowFeatures {
  return { buffer: new WindowBuffer(shape), firstChannel: 0, channels: shape[3] };
}

function placeParts(
  { name, inputs, shape }: WindowConcat,
  shapes: ReadonlyMap<string, WindowShape>,
  places: Map<string, WindowFeatures>,
): void {
  const whole = wholeOf(shape);
  let firstChannel = 0;
  for (const part of [...inputs, name]) {
    if (places.has(part)) {
      throw new Error(`${name} concatenates ${part}, which has its place elsewhere.`);
    }
    const channels = shapes.get(part)![3];
    places.set(part, part === name ? whole : { buffer: whole.buffer, firstChannel, channels });
    firstChannel += channels;
  }
}

/** The padding; what lies behind the last window is never read. */
function convBorder({ axes: [frames, rows, columns] }: WindowConv): WindowBorder {
  return {
    ...{ front: frames.padBefore, back: frames.padAfter },
    ...{ top: rows.padBefore, bottom: rows.padAfter },
    ...{ left: columns.padBefore, right: columns.padAfter },
  };
}

function poolBorder({ padBefore, padAfter }: WindowMaxPool): WindowBorder {
  return { ...noBorder, top: padBefore, left: padBefore, bottom: padAfter, right: padAfter };
}

/** Offsets of a convolution's taps from the first one, in frames, rows and columns. */
export function tapsOf([frames, rows, columns]: WindowConv['axes']) {
  return positions(frames).flatMap((frame) =>
    positions(rows).flatMap((row) => positions(columns).map((column) => ({ frame, row, column }))),
  );
}

function positions({ kernel, dilation }: WindowAxis): number[] {
  return Array.from({ length: kernel }, (_, tap) => tap * dilation);
}
