import sharp from 'sharp';
import { parse, View } from 'vega';
import { escapeMarkup } from '../escape-markup';
import type { Chart } from './chart';
import { measureTextByFont } from './text-width';
import { vegaSpec } from './vega-spec';

measureTextByFont();

/** Deterministic SVG of a figure. */
export async function renderSvg(chart: Chart): Promise<string> {
  const view = new View(parse(vegaSpec(chart)), { renderer: 'none' });
  const svg = await view.toSVG();
  view.finalize();
  const description = `${chart.title}. ${chart.description}`;
  return svg.replace('<svg ', `<svg role="img" aria-label="${escapeMarkup(description)}" `);
}

/** PNG of an SVG image at twice its size; a greater effort makes it 1 % smaller and takes longer. */
export async function renderPng(svg: string): Promise<Buffer> {
  return sharp(Buffer.from(svg), { density: 2 * 72 })
    .png({ palette: true, effort: 4 })
    .toBuffer();
}
