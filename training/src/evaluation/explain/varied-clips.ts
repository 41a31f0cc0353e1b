import type { Task } from '@echonet/models';
import type { CohortClip } from '../../data/prepared/open-prepared';

/**
 * Clips with varied labels: as many positive as negative ones for a classification, evenly spaced
 * ranks from highest to lowest for a regression. Unlabelled clips are taken only where no clip is
 * labelled.
 *
 * @param count maximum number of clips
 */
export function variedClips<Clip extends Pick<CohortClip, 'labels'>>(
  clips: readonly Clip[],
  { id, kind }: Pick<Task, 'id' | 'kind'>,
  count: number,
): Clip[] {
  const known = clips.filter(({ labels }) => labels[id] !== undefined);
  if (known.length === 0) {
    return clips.slice(0, count);
  }
  const ranked = [...known].sort((a, b) => b.labels[id] - a.labels[id]);
  return kind === 'regression'
    ? evenlySpaced(ranked, count)
    : alternating(
        count,
        ranked.filter(({ labels }) => labels[id] === 1),
        ranked.filter(({ labels }) => labels[id] !== 1),
      );
}

/** `count` items including the first and the last, highest first. */
function evenlySpaced<Item>(items: readonly Item[], count: number): Item[] {
  if (count >= items.length) {
    return [...items];
  }
  const step = (items.length - 1) / Math.max(1, count - 1);
  return Array.from({ length: count }, (_, i) => items[Math.round(i * step)]);
}

/** Alternates between the lists; continues with the longer one. */
function alternating<Item>(count: number, first: readonly Item[], second: readonly Item[]): Item[] {
  const longer = Math.max(first.length, second.length);
  const inTurn = Array.from({ length: longer }, (_, i) => [first[i], second[i]]).flat();
  return inTurn.filter((item) => item !== undefined).slice(0, count);
}
