import { html, Html } from './html';

/** A figure as SVG and PNG. */
export interface PageFigure {
  /** Base name of its files. */
  readonly name: string;
  readonly svg: string;
  readonly png: Uint8Array;
}

/** A figure with links that download it as SVG and PNG. */
export function pageFigure({ name, svg, png }: PageFigure): Html {
  return html`<figure>
    ${new Html(svg)}
    <figcaption class="files">
      <a download="${name}.svg" href="${dataUrl('image/svg+xml', Buffer.from(svg))}">SVG</a>
      <a download="${name}.png" href="${pngUrl(png)}">PNG</a>
    </figcaption>
  </figure>`;
}

/** Data URL of a PNG file. */
export function pngUrl(png: Uint8Array): string {
  return dataUrl('image/png', png);
}

function dataUrl(type: string, content: Uint8Array): string {
  return `data:${type};base64,${Buffer.from(content).toString('base64')}`;
}
