import { components } from '../image/cell-grid';
import type { LogitMaps } from './logit-maps';
import type { StructureName } from './structures';

/**
 * Gives parts of the left atrium that the left ventricle encloses to the ventricle. A bright line
 * across the cavity, such as a false tendon or a reverberation, can look like the mitral valve with
 * blood of the atrium behind it; the ventricle would fall into two parts, and its volume would be that
 * of the larger one. There is one atrium, and it borders on the ventricle on one side only: a part
 * that has ventricle or wall around more than three quarters of its border goes to the ventricle, as
 * long as another part of the atrium remains.
 *
 * @returns the maps themselves where there is nothing to change
 */
export function withoutAtriumInsideVentricle(
  maps: LogitMaps,
  structures: readonly StructureName[],
): LogitMaps {
  const [atrium, ventricle] = [structures.indexOf('LA'), structures.indexOf('LV')];
  if (atrium < 0 || ventricle < 0) {
    return maps;
  }
  const { rows, columns, channels } = maps;
  const labels = mostProbable(maps);
  const isAtrium = labels.map((label) => (label === atrium ? 1 : 0));
  const parts = components({ rows, columns, cell: 1, values: isAtrium });
  const around = [ventricle, structures.indexOf('LVWall')];
  const enclosed = parts.filter((part) => isEnclosed(part, labels, maps, around));
  if (enclosed.length === 0 || enclosed.length === parts.length) {
    return maps;
  }
  const values = maps.values.slice();
  for (const pixel of enclosed.flat()) {
    const first = pixel * channels;
    const own = values[first + atrium];
    values[first + atrium] = values[first + ventricle];
    values[first + ventricle] = own;
  }
  return { ...maps, values };
}

/** Whether labels of `around` follow on most of a part's border; the grid's edge counts as others. */
function isEnclosed(
  part: readonly number[],
  labels: Uint8Array,
  { rows, columns }: LogitMaps,
  around: readonly number[],
): boolean {
  const own = labels[part[0]];
  let [border, enclosed] = [0, 0];
  for (const pixel of part) {
    const column = pixel % columns;
    const row = (pixel - column) / columns;
    const neighbours = [
      column > 0 ? labels[pixel - 1] : undefined,
      column < columns - 1 ? labels[pixel + 1] : undefined,
      row > 0 ? labels[pixel - columns] : undefined,
      row < rows - 1 ? labels[pixel + columns] : undefined,
    ];
    for (const label of neighbours) {
      if (label !== own) {
        border++;
        enclosed += label !== undefined && around.includes(label) ? 1 : 0;
      }
    }
  }
  return enclosed > leastEnclosed * border;
}

const leastEnclosed = 0.75;

/** The class with the highest logit of each pixel, the first of equal ones. */
function mostProbable({ rows, columns, channels, values }: LogitMaps): Uint8Array {
  const labels = new Uint8Array(rows * columns);
  for (let pixel = 0, first = 0; pixel < labels.length; pixel++, first += channels) {
    let label = 0;
    let highest = values[first];
    for (let channel = 1; channel < channels; channel++) {
      const logit = values[first + channel];
      if (logit > highest) {
        highest = logit;
        label = channel;
      }
    }
    labels[pixel] = label;
  }
  return labels;
}
