import { useEffect, useRef, useState } from 'react';
import type { ReactElement } from 'react';
import type { Clip } from './clip';
import type { Thumbnail } from './thumbnail';
import { testHooks } from '../panel/test-hooks';
import { useSession } from '../panel/use-session';
import { useStrings } from '../panel/use-strings';

/** Reads the thumbnail once the row scrolls into view. */
export function ClipThumbnail({ clip }: { readonly clip: Clip }): ReactElement {
  const session = useSession();
  const { clips } = useStrings();
  const frame = useRef<HTMLSpanElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [thumbnail, setThumbnail] = useState<Thumbnail | 'none'>();
  useEffect(() => {
    let isGone = false;
    const read = async () => {
      const found = await session.clips.thumbnail(clip);
      if (!isGone) setThumbnail(found ?? 'none');
    };
    const stopWatching = whenVisible(frame.current, () => void read());
    return () => {
      isGone = true;
      stopWatching();
    };
  }, [session, clip]);
  const image = thumbnail === 'none' ? undefined : thumbnail;
  useEffect(() => {
    if (!image) return;
    const { data, width, height } = image;
    canvas.current?.getContext('2d')?.putImageData(new ImageData(data, width, height), 0, 0);
  }, [image]);
  return (
    <span
      ref={frame}
      className="echonet-thumbnail"
      data-state={image ? 'shown' : (thumbnail ?? 'waiting')}
      title={thumbnail === 'none' ? clips.noPreview : undefined}
      {...testHooks('echonet-thumbnail')}
    >
      {image && (
        <canvas ref={canvas} width={image.width} height={image.height} aria-hidden="true" />
      )}
    </span>
  );
}

/** Calls back once when the element becomes visible; at once without IntersectionObserver. */
function whenVisible(element: Element | null, onVisible: () => void): () => void {
  if (!element || typeof IntersectionObserver === 'undefined') {
    onVisible();
    return () => {};
  }
  const observer = new IntersectionObserver((entries) => {
    if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
    observer.disconnect();
    onVisible();
  });
  observer.observe(element);
  return () => observer.disconnect();
}
