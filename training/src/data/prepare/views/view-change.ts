import type { ImageTurn } from '@echonet/models/image';
import { randomStream } from '@echonet/models/random';
import type { ClipImages } from '../../prepared/images';
import { takeGreyValues } from './grey-transfer';
import { moveContent, type ContentMove } from './move-content';
import { showTwoChambers } from './two-chambers';
import { turnImages } from './turn-images';

/** A change of prepared images that makes another view, or another look, of them; plain data. */
export interface ViewChange {
  /** Key of what is random in the change. */
  readonly key: string;
  readonly twoChambers?: boolean;
  readonly move?: ContentMove;
  readonly turn?: ImageTurn;
  /** Takes over grey values and speckle of the style. */
  readonly takesStyle?: boolean;
}

/**
 * Changes the images of a clip. Labels of the clip no longer hold, so facts and structures are left
 * out.
 *
 * @param style prepared images of another clip, for takesStyle
 * @throws Error when the change needs structures that the clip does not have
 */
export function changeImages(
  images: ClipImages,
  { key, twoChambers, move, turn, takesStyle }: ViewChange,
  size: number,
  style?: ClipImages,
): ClipImages {
  let changed = images;
  if (twoChambers) {
    changed = showTwoChambers(changed, size);
  }
  if (move) {
    changed = moveContent(changed, move, size);
  }
  if (takesStyle && style) {
    changed = takeGreyValues(changed, style, size, randomStream(key, 'style'));
  }
  if (turn) {
    changed = turnImages(changed, turn, size);
  }
  const { frames, mask } = changed;
  return { frames, mask };
}
