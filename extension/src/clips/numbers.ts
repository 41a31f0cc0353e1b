import type { DisplaySet } from '../host/contracts';

/** The first object of a display set, naturalised; undefined where it has none. */
export function firstInstance({ instances, instance }: DisplaySet): unknown {
  return instances?.[0] ?? instance;
}

/** Series Number, as the host or the header has it; undefined where neither does. */
export function seriesNumberOf(displaySet: DisplaySet): number | undefined {
  return numberIn(displaySet.SeriesNumber ?? attribute(displaySet, 'SeriesNumber'));
}

/** Instance Number of the first object; undefined where it has none. */
export function instanceNumberOf(displaySet: DisplaySet): number | undefined {
  return numberIn(attribute(displaySet, 'InstanceNumber'));
}

function attribute(displaySet: DisplaySet, keyword: string): unknown {
  return (firstInstance(displaySet) as Readonly<Record<string, unknown>> | undefined)?.[keyword];
}

/** Archives send integers as strings, too. */
function numberIn(value: unknown): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}
