import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { renderPng, renderSvg } from '../figures/render';
import type { NamedChart } from './charts';
import type { PageFigure } from './page-figure';

/** Writes every figure to a folder as SVG and PNG. */
export async function writeCharts(
  folder: string,
  charts: readonly NamedChart[],
): Promise<PageFigure[]> {
  const figures: PageFigure[] = [];
  for (const { name, chart } of charts) {
    const svg = await renderSvg(chart);
    const png = await renderPng(svg);
    await writeFile(path.join(folder, `${name}.svg`), svg);
    await writeFile(path.join(folder, `${name}.png`), png);
    figures.push({ name, svg, png });
  }
  return figures;
}
