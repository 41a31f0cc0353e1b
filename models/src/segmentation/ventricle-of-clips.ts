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
