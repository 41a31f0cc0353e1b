import type { ClipStore } from '../clip/clip-store';
import type { StudySource } from './study-source';

/** What would be read of a study. */
export interface PlannedStudy {
  readonly id: string;
  readonly clipCount: number;
  /** Clips that the same models have read before. */
  readonly knownCount: number;
  /** Clips that the rules refuse by what is known without their file. */
  readonly refusedCount: number;
}

export async function planStudy(
  store: ClipStore,
  study: StudySource,
  signal: AbortSignal,
): Promise<PlannedStudy> {
  const { clips } = await study.list(signal);
  const known = await store.of(study.id);
  const isKnown = (id: string | undefined) => id !== undefined && known.has(id);
  return {
    id: study.id,
    clipCount: clips.length,
    knownCount: clips.filter(({ id }) => isKnown(id)).length,
    refusedCount: clips.filter(({ id, refusal }) => !isKnown(id) && refusal !== undefined).length,
  };
}

export function planLine({ id, clipCount, knownCount, refusedCount }: PlannedStudy): string {
  const toRead = clipCount - knownCount - refusedCount;
  const parts = [
    `${toRead} of ${clipCount} clips to look at`,
    ...(knownCount > 0 ? [`${knownCount} known`] : []),
    ...(refusedCount > 0 ? [`${refusedCount} refused by rule`] : []),
  ];
  return `${id}: ${parts.join(', ')}\n`;
}
