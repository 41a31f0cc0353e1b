import { html, Html } from './html';

/** A figure in both its forms. */
export interface PageFigure {
  /** Name of its files, without suffix. */
  readonly name: string;
  readonly svg: string;
  readonly png: Uint8Array;
}

/** A figure of the page, from which it can be taken as a file for a talk or a paper. */
export function pageFigure({ name, svg, png }: PageFigure): Html {
  return html`<figure>
    ${new Html(svg)}
    <figcaption class="files">
      <a download="${name}.svg" href="${dataUrl('image/svg+xml', Buffer.from(svg))}">SVG</a>
      <a download="${name}.png" href="${pngUrl(png)}">PNG</a>
    </figcaption>
  </figure>`;
}

/** A PNG file as an address that holds it whole. */
export function pngUrl(png: Uint8Array): string {
  return dataUrl('image/png', png);
}

function dataUrl(type: string, content: Uint8Array): string {
  return `data:${type};base64,${Buffer.from(content).toString('base64')}`;
}
