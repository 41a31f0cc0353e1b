import type { Task } from '@echonet/models';
import type { CohortClip } from '../../data/prepared/open-prepared';

/**
 * A few clips with labels as different as can be: of a finding as many with it as without it, of a
 * measurement from the highest to the lowest in even steps of rank. Clips without the label are left
 * out, unless there are no others.
 *
 * @param count at most so many
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
    ? inEvenSteps(ranked, count)
    : taken(
        count,
        ranked.filter(({ labels }) => labels[id] === 1),
        ranked.filter(({ labels }) => labels[id] !== 1),
      );
}

/** The first, the last and those in even steps between. */
function inEvenSteps<Item>(items: readonly Item[], count: number): Item[] {
  if (count >= items.length) {
    return [...items];
  }
  const step = (items.length - 1) / Math.max(1, count - 1);
  return Array.from({ length: count }, (_, i) => items[Math.round(i * step)]);
}

/** From both lists in turn, and from one alone when the other is empty. */
function taken<Item>(count: number, first: readonly Item[], second: readonly Item[]): Item[] {
  const longer = Math.max(first.length, second.length);
  const inTurn = Array.from({ length: longer }, (_, i) => [first[i], second[i]]).flat();
  return inTurn.filter((item) => item !== undefined).slice(0, count);
}
