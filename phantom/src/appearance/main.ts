/**
 * Holds simulated images against real ones: an image with both side by side, and a table of
 * their statistics. `npm run phantom:appearance`; docs/PHANTOMS.md shows what it wrote.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { wholeNumberBetween } from '@echonet/command-line';
import { appearanceOf } from './appearance';
import { comparisonImage } from './comparison-image';
import { comparisonTable } from './comparison-table';
import { alongBeams } from './echo-image';
import { phantomImage } from './phantom-images';
import { readRealImages, realSources } from './real-images';

interface AppearanceOptions {
  readonly samples: string;
  readonly image: string;
  readonly markdown?: string;
  readonly phantoms: number;
  readonly seed: number;
}

const repository = fileURLToPath(new URL('../../../', import.meta.url));
const options = new Command('phantom:appearance')
  .description('Compares how simulated and real echocardiograms look.')
  .option('--samples <folder>', 'real clips', path.join(repository, '../shared/samples'))
  .option(
    '--image <file>',
    'PNG to write',
    path.join(repository, 'docs/images/phantom-beside-real.png'),
  )
  .option('--markdown <file>', 'page whose table between <!-- appearance --> marks is written anew')
  .option('--phantoms <n>', 'for each real image', wholeNumberBetween(2, 1000), 24)
  .option('--seed <n>', 'of the phantoms', wholeNumberBetween(0, 2 ** 31), 5)
  .parse()
  .opts<AppearanceOptions>();

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

// Under every real image, phantoms of its view; the rows below belong to other patients.
const rows = [0, 1, 2].flatMap((row) =>
  realSources.map(({ view }, column) =>
    phantomImage(options.seed, 4 * row + column, view, { Rows: 600, Columns: 800 }),
  ),
);
writeFileSync(options.image, await comparisonImage([...real, ...rows], realSources.length));
process.stdout.write(`${options.image}\n`);
