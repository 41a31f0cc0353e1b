/**
 * Holds simulated pictures against real ones: a picture with both side by side, and a table of
 * their statistics. `npm run phantom:appearance`; docs/PHANTOMS.md shows what it wrote.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { wholeNumberBetween } from '@echonet/command-line';
import { appearanceOf } from './appearance';
import { comparisonPicture } from './comparison-image';
import { comparisonTable } from './comparison-table';
import { alongBeams } from './echo-image';
import { phantomPicture } from './phantom-images';
import { readRealPictures, realSources } from './real-images';

interface AppearanceOptions {
  readonly samples: string;
  readonly picture: string;
  readonly markdown?: string;
  readonly phantoms: number;
  readonly seed: number;
}

const repository = fileURLToPath(new URL('../../../', import.meta.url));
const options = new Command('phantom:appearance')
  .description('Compares how simulated and real echocardiograms look.')
  .option('--samples <folder>', 'real clips', path.join(repository, '../shared/samples'))
  .option(
    '--picture <file>',
    'PNG to write',
    path.join(repository, 'docs/images/phantom-beside-real.png'),
  )
  .option('--markdown <file>', 'page whose table between <!-- appearance --> marks is written anew')
  .option('--phantoms <n>', 'for each real picture', wholeNumberBetween(2, 1000), 24)
  .option('--seed <n>', 'of the phantoms', wholeNumberBetween(0, 2 ** 31), 5)
  .parse()
  .opts<AppearanceOptions>();

const real = await readRealPictures(options.samples);
const comparisons = real.map((picture, at) => ({
  title: picture.title,
  real: appearanceOf(alongBeams(picture)),
  phantoms: Array.from({ length: options.phantoms }, (_, index) => {
    const { pixelsPerCm } = picture.fan;
    return appearanceOf(
      alongBeams(phantomPicture(options.seed, index, realSources[at].view, { pixelsPerCm })),
    );
  }),
}));
const table = comparisonTable(comparisons);
process.stdout.write(`${table}\n`);
if (options.markdown) {
  const page = readFileSync(options.markdown, 'utf8');
  const marked = /<!-- appearance -->[^]*<!-- \/appearance -->/;
  if (!marked.test(page)) throw new Error(`${options.markdown} has no <!-- appearance --> marks.`);
  writeFileSync(
    options.markdown,
    page.replace(marked, `<!-- appearance -->\n\n${table}\n\n<!-- /appearance -->`),
  );
}

// Under every real picture, phantoms of its view; the rows below belong to other patients.
const rows = [0, 1, 2].flatMap((row) =>
  realSources.map(({ view }, column) =>
    phantomPicture(options.seed, 4 * row + column, view, { Rows: 600, Columns: 800 }),
  ),
);
writeFileSync(options.picture, await comparisonPicture([...real, ...rows], realSources.length));
process.stdout.write(`${options.picture}\n`);
