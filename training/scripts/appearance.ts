/**
 * Compares simulated with real images, as in docs/PHANTOMS.md: a figure with both and a table of their
 * statistics, or, with `--camus`, how much of the statistics of CAMUS' A4C images the phantoms cover. Run
 * by `npm run phantom:appearance`.
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { wholeNumberBetween } from '@echonet/command-line';
import {
  alongBeams,
  appearanceOf,
  comparisonImage,
  comparisonTable,
  phantomImage,
} from '@echonet/phantom/appearance';
import { camusAppearances } from './appearance/camus-appearances';
import { coverageTable } from './appearance/coverage-table';
import { phantomAppearances } from './appearance/phantom-appearances';
import { readRealImages, realSources } from './appearance/real-images';
import { replaceMarked } from './replace-marked';

interface Options {
  readonly samples: string;
  readonly camus?: string;
  readonly image: string;
  readonly markdown?: string;
  readonly phantoms: number;
  readonly seed: number;
}

const repository = fileURLToPath(new URL('../../', import.meta.url));
const options = new Command('phantom:appearance')
  .description('Compares how simulated and real echocardiograms look.')
  .option(
    '--samples <folder>',
    'folder of the real images',
    path.join(repository, '../shared/samples'),
  )
  .option('--camus <folder>', 'instead: the public data set, of whose A4C images coverage is found')
  .option(
    '--image <file>',
    'PNG to write',
    path.join(repository, 'docs/images/phantom-beside-real.png'),
  )
  .option('--markdown <file>', 'page whose table between <!-- appearance --> marks is replaced')
  .option('--phantoms <n>', 'for each real image, or of a cohort', wholeNumberBetween(2, 10000), 24)
  .option('--seed <n>', 'of the phantoms', wholeNumberBetween(0, 2 ** 31), 5)
  .parse()
  .opts<Options>();

function report(table: string, mark: string): void {
  process.stdout.write(`${table}\n`);
  if (options.markdown) {
    replaceMarked(options.markdown, mark, table);
  }
}

async function compareStills(): Promise<void> {
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
  report(comparisonTable(comparisons), 'appearance');
  // Below every real image, phantoms of its view; every row has other patients.
  const rows = [0, 1, 2].flatMap((row) =>
    realSources.map(({ view }, column) =>
      phantomImage(options.seed, 4 * row + column, view, { Rows: 600, Columns: 800 }),
    ),
  );
  writeFileSync(options.image, await comparisonImage([...real, ...rows], realSources.length));
  process.stdout.write(`${options.image}\n`);
}

async function compareCamus(folder: string): Promise<void> {
  const real = await camusAppearances(folder);
  const cohorts = [false, true].map((varied) =>
    phantomAppearances(options.seed, options.phantoms, { varied, pixelsPerCm: real.pixelsPerCm }),
  );
  report(coverageTable(real.images, cohorts[0], cohorts[1]), 'coverage');
}

await (options.camus ? compareCamus(path.resolve(options.camus)) : compareStills());
