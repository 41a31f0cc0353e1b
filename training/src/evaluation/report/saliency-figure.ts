import { html, type Html } from './html';
import { pngUrl } from './page-figure';
import type { SaliencyExample } from './report-data';

export function saliencyFigure(
  caption: string,
  { input, map, overlap }: Pick<SaliencyExample, 'input' | 'map' | 'overlap'>,
): Html {
  const images = [
    { image: input, name: 'frame' },
    { image: map, name: 'saliency map' },
    { image: overlap, name: 'map over the frame' },
  ];
  return html`<figure>
    <div class="saliency">
      ${images.map(
        ({ image, name }) => html`<img src="${pngUrl(image)}" alt="${name}, ${caption}" />`,
      )}
    </div>
    <figcaption>${caption}</figcaption>
  </figure>`;
}
