import type { AnyManifest } from './segmentation-manifest';

/** The view whose clips are given to models. */
export const readView = 'A4C';

/**
 * Why a model is not given the clips that are read: it learned from another view.
 *
 * @returns a sentence; undefined for a model of the view
 */
export function otherViewReason({
  name,
  input,
}: Pick<AnyManifest, 'name' | 'input'>): string | undefined {
  return input.view === readView
    ? undefined
    : `The model ${name} was trained on clips of the view ${input.view}, and the viewer reads ` +
        `${readView} clips; choose a model of that view.`;
}
