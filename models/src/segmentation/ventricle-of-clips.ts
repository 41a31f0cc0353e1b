const ofLeftVentricle: readonly string[] = ['EDV', 'ESV', 'EF'];

/** Whether a measure is the ejection fraction or one of its volumes. */
export function isOfLeftVentricle(id: string): boolean {
  return ofLeftVentricle.includes(id);
}

/**
 * Of several clips those whose measures stand for the left ventricle: with both volumes and the ejection
 * fraction, so that it belongs to its volumes; all where there are none.
 *
 * @param idsOf names of what a clip has
 */
export function clipsOfLeftVentricle<Clip>(
  clips: readonly Clip[],
  idsOf: (clip: Clip) => readonly string[],
): readonly Clip[] {
  const complete = clips.filter((clip) => {
    const ids = idsOf(clip);
    return ofLeftVentricle.every((id) => ids.includes(id));
  });
  return complete.length > 0 ? complete : clips;
}

/**
 * The clips over which a measure is averaged: those that have it, of the left ventricle among those that
 * stand for it.
 *
 * @param idsOf names of what a clip has
 */
export function averagedClips<Clip>(
  clips: readonly Clip[],
  id: string,
  idsOf: (clip: Clip) => readonly string[],
): readonly Clip[] {
  const considered = isOfLeftVentricle(id) ? clipsOfLeftVentricle(clips, idsOf) : clips;
  return considered.filter((clip) => idsOf(clip).includes(id));
}
