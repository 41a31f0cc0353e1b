import type { AnyManifest } from './segmentation-manifest';

/** The view whose clips are given to models. */
export const readView = 'A4C';

const separator = ', ';

/** The view of a model that learned from clips of these views, joined where they are several. */
export function joinedView(views: readonly string[]): string {
  return [...new Set(views)].sort().join(separator);
}

/** Whether a model learned from clips of a view, alone or among others. */
export function hasLearnedView(
  { view }: Pick<AnyManifest['input'], 'view'>,
  wanted: string,
): boolean {
  return view.split(separator).includes(wanted);
}

/**
 * Why a model is not given the clips that are read: it learned from other views.
 *
 * @returns a sentence; undefined for a model of the view
 */
export function otherViewReason({
  name,
  input,
}: Pick<AnyManifest, 'name' | 'input'>): string | undefined {
  return hasLearnedView(input, readView)
    ? undefined
    : `The model ${name} was trained on clips of the view ${input.view}, and the viewer reads ` +
        `${readView} clips; choose a model of that view.`;
}
