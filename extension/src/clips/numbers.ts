import type { DisplaySet } from '../host/contracts';

/** First instance of a display set, naturalised. */
export function firstInstance({ instances, instance }: DisplaySet): unknown {
  return instances?.[0] ?? instance;
}

/** Series Number of the host's display set, else of its first instance. */
export function seriesNumberOf(displaySet: DisplaySet): number | undefined {
  return numberIn(displaySet.SeriesNumber ?? attribute(displaySet, 'SeriesNumber'));
}

/** Instance Number of the first instance. */
export function instanceNumberOf(displaySet: DisplaySet): number | undefined {
  return numberIn(attribute(displaySet, 'InstanceNumber'));
}

function attribute(displaySet: DisplaySet, keyword: string): unknown {
  return (firstInstance(displaySet) as Readonly<Record<string, unknown>> | undefined)?.[keyword];
}

/** Some archives send integers as strings. */
function numberIn(value: unknown): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}
