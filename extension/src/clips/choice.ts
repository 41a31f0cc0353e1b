import { bestClip } from './best-clip';
import type { Clip } from './clip';
import type { ViewsState } from '../session/state';

/** Which clips are read. */
export interface Choice {
  /** SOP Instance UIDs of clips that can be read. */
  readonly uids: ReadonlySet<string>;
  /**
   * How they were chosen: the study's best clip by rank, the one that the reader has put into a
   * viewport, or ticked by the reader. What is ticked stays; the others follow.
   */
  readonly by: 'rank' | 'viewport' | 'reader';
}

/** The choice after the clips of the study have changed: it loses those that are gone. */
export function keepChoice(
  choice: Choice,
  clips: readonly Clip[],
  wantedMs: number,
  views: ViewsState['checks'] = new Map(),
): Choice {
  const kept = readable(clips).filter((uid) => choice.uids.has(uid));
  if (choice.by !== 'rank' && kept.length > 0) return { ...choice, uids: new Set(kept) };
  const best = bestClip(clips, wantedMs, views);
  return { uids: new Set(best ? [best.SOPInstanceUID] : []), by: 'rank' };
}

/** The choice after the reader has put a clip into the viewport. */
export function followViewport(choice: Choice, { SOPInstanceUID, eligibility }: Clip): Choice {
  const isTicked = choice.by === 'reader' && choice.uids.size > 0;
  if (isTicked || !eligibility.eligible) return choice;
  return { uids: new Set([SOPInstanceUID]), by: 'viewport' };
}

/** The choice after the reader has ticked a clip, or no longer. */
export function tick(choice: Choice, { SOPInstanceUID, eligibility }: Clip, isOn: boolean): Choice {
  if (!eligibility.eligible) return choice;
  const uids = new Set(choice.uids);
  if (isOn) uids.add(SOPInstanceUID);
  else uids.delete(SOPInstanceUID);
  return { uids, by: 'reader' };
}

function readable(clips: readonly Clip[]): string[] {
  return clips
    .filter(({ eligibility }) => eligibility.eligible)
    .map(({ SOPInstanceUID }) => SOPInstanceUID);
}
