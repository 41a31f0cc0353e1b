import { html, type Html } from './html';
import { pngUrl } from './page-figure';
import type { SaliencyExample } from './report-data';

/** A frame, its map, and both together, side by side. */
export function saliencyFigure(
  caption: string,
  { input, map, overlap }: Pick<SaliencyExample, 'input' | 'map' | 'overlap'>,
): Html {
  const pictures = [
    { picture: input, name: 'frame' },
    { picture: map, name: 'saliency map' },
    { picture: overlap, name: 'map over the frame' },
  ];
  return html`<figure>
    <div class="saliency">
      ${pictures.map(
        ({ picture, name }) => html`<img src="${pngUrl(picture)}" alt="${name}, ${caption}" />`,
      )}
    </div>
    <figcaption>${caption}</figcaption>
  </figure>`;
}
