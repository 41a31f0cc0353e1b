/**
 * Compares simulated with real images: a figure with both and a table of their statistics, as in
 * docs/PHANTOMS.md. Run by `npm run phantom:appearance`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { wholeNumberBetween } from '@echonet/command-line';
import { appearanceOf } from '../src/appearance/appearance';
import { comparisonImage } from '../src/appearance/comparison-image';
import { comparisonTable } from '../src/appearance/comparison-table';
import { alongBeams } from '../src/appearance/echo-image';
import { phantomImage } from '../src/appearance/phantom-images';
import { readRealImages, realSources } from './real-images';

interface Options {
  readonly samples: string;
  readonly image: string;
  readonly markdown?: string;
  readonly phantoms: number;
  readonly seed: number;
}

const repository = fileURLToPath(new URL('../../', import.meta.url));
const options = new Command('phantom:appearance')
  .description('Compares how simulated and real echocardiograms look.')
  .requiredOption('--samples <folder>', 'folder of the real images')
  .option(
    '--image <file>',
    'PNG to write',
    path.join(repository, 'docs/images/phantom-beside-real.png'),
  )
  .option('--markdown <file>', 'page whose table between <!-- appearance --> marks is replaced')
  .option('--phantoms <n>', 'number for each real image', wholeNumberBetween(2, 1000), 24)
  .option('--seed <n>', 'of the phantoms', wholeNumberBetween(0, 2 ** 31), 5)
  .parse()
  .opts<Options>();

const real = await readRealImages(options.samples);
const comparisons = real.map((image, at) => ({
  title: image.title,
  real: appearanceOf(alongBeams(image)),
  phantoms: Array.from({ length: options.phantoms }, (_, index) => {
    const { pixelsPerCm } = image.fan;
    return appearanceOf(
      alongBeams(phantomImage(options.seed, index, realSources[at].view, { pixelsPerCm })),
    );
  }),
}));
const table = comparisonTable(comparisons);
process.stdout.write(`${table}\n`);
if (options.markdown) {
  const page = readFileSync(options.markdown, 'utf8');
  const marked = /<!-- appearance -->[^]*<!-- \/appearance -->/;
  if (!marked.test(page)) {
    throw new Error(`${options.markdown} has no <!-- appearance --> marks.`);
  }
  writeFileSync(
    options.markdown,
    page.replace(marked, `<!-- appearance -->\n\n${table}\n\n<!-- /appearance -->`),
  );
}

// Below every real image, phantoms of its view; every row has other patients.
const rows = [0, 1, 2].flatMap((row) =>
  realSources.map(({ view }, column) =>
    phantomImage(options.seed, 4 * row + column, view, { Rows: 600, Columns: 800 }),
  ),
);
writeFileSync(options.image, await comparisonImage([...real, ...rows], realSources.length));
process.stdout.write(`${options.image}\n`);
