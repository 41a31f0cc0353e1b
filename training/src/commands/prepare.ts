import { availableParallelism } from 'node:os';
import { Command } from 'commander';
import { phantomImageSize, phantomViewNames, type CineFormat } from '@echonet/phantom';
import { UserError, numberBetween, wholeNumberBetween } from '@echonet/command-line';
import type { CamusView } from '../data/sources/camus';
import { gatherCamus } from '../data/prepare/gather-camus';
import { gatherDicom } from '../data/prepare/gather-dicom';
import { gatherDicomWeb } from '../data/prepare/gather-dicomweb';
import { addQuery } from './archive-options';
import { cohortOptions, parsePhantomViews, type CohortOptions } from './phantom-options';
import { gatherEchoNetDynamic } from '../data/prepare/gather-echonet-dynamic';
import { gatherViewPhantoms } from '../data/prepare/gather-view-phantoms';
import { gatherPhantoms } from '../data/prepare/gather-phantoms';
import { prepare } from '../data/prepare/prepare';

interface PrepareOptions extends CohortOptions {
  readonly out: string;
  readonly dicom?: string;
  readonly dicomweb?: string;
  readonly query: Readonly<Record<string, string>>;
  readonly parallel: number;
  readonly echonetDynamic?: string;
  readonly camus?: string;
  readonly structureMasks?: string;
  readonly phantoms?: number;
  readonly viewPhantoms?: number;
  readonly labels?: string;
  readonly mapping?: string;
  readonly labelsFromReports?: boolean;
  readonly corrections?: boolean;
  readonly view?: string;
  readonly views: string;
  readonly size: number;
  readonly channels: number;
  readonly frameIntervalMs: number;
  readonly frameCount: number;
  readonly saltFile?: string;
  readonly workers: number;
}

export function prepareCommand(): Command {
  const command = new Command('prepare')
    .description(
      'Sample, mask and crop clips as the viewer does, and write them with their labels and without identities.',
    )
    .requiredOption('--out <folder>', 'a folder that is not there yet; what was broken off goes on')
    .optionsGroup('Source, one of:')
    .option('--dicom <folder>', 'DICOM files, in any folders below')
    .option(
      '--dicomweb <url>',
      'an archive; the environment variable ECHONET_DICOMWEB_AUTHORIZATION is its Authorization header',
    )
    .option('--echonet-dynamic <folder>', 'FileList.csv and Videos/*.avi')
    .option(
      '--camus <folder>',
      'database_nifti/patientNNNN/*.nii.gz and database_split, with the masks of experts; --view A2C takes the other view',
    )
    .option(
      '--phantoms <n>',
      'so many simulated patients, without files in between',
      wholeNumberBetween(1, 1_000_000),
    )
    .option(
      '--view-phantoms <n>',
      'so many simulated clips of all views and of what is no heart, for a view classifier',
      wholeNumberBetween(1, 1_000_000),
    )
    .optionsGroup('Archive (--dicomweb):')
    .option(
      '--query <key=value...>',
      'studies of the archive, e.g. StudyDate=20240101-',
      addQuery,
      {},
    )
    .option('--parallel <n>', 'requests at a time', wholeNumberBetween(1, 64), 4)
    .optionsGroup('Labels and views:')
    .option('--labels <csv>', 'table of labels (default: labels.csv in the DICOM folder)')
    .option('--mapping <json>', "which of the table's columns is what, in which unit")
    .option('--labels-from-reports', 'take measurements of the structured reports of a study')
    .option(
      '--corrections',
      'take what readers made of EchoNet in the reports that they stored: contours that they edited as masks, values measured from contours that they accepted as labels (--dicom, --dicomweb)',
    )
    .option('--view <name>', 'take clips whose view nobody has named for this one, e.g. A4C')
    .option(
      '--views <names>',
      'views to keep; with "all" the view itself is a label, to train a view classifier with',
      'A4C',
    )
    .option(
      '--structure-masks <folder>',
      'masks drawn in the clips (--dicom, --dicomweb): <clip>_<frame>.png, <clip>.nii.gz or DICOM SEG; --masks takes those beside the clips',
    )
    .optionsGroup('Images, as the network will see them:')
    .option('--size <pixels>', 'side of the image', wholeNumberBetween(75, 1024), 299)
    .option('--channels <n>', 'channels of the image, 1 or 3', wholeNumberBetween(1, 3), 1)
    .option(
      '--frame-interval-ms <ms>',
      'time between sampled frames',
      numberBetween(1, 10_000),
      100,
    )
    .option('--frame-count <n>', 'most frames sampled of a clip', wholeNumberBetween(1, 1000), 20)
    .optionsGroup('Work:')
    .option(
      '--salt-file <file>',
      'salt of the hashes that replace identifiers; the same salt gives the same hashes (default: a new one)',
    )
    .option('--workers <n>', 'processes', wholeNumberBetween(1, 256), availableParallelism())
    .addHelpText(
      'after',
      '\nExamples:\n  echonet prepare --dicom /studies --labels labels.csv --mapping mapping.json --out prepared\n  echonet prepare --dicomweb https://archive/dicom-web --query StudyDate=2024- --labels-from-reports --view A4C --out prepared\nThe table, its mapping and the reports: docs/TRAINING.md.',
    );
  for (const option of cohortOptions()) {
    command.addOption(option.helpGroup('Simulated patients (--phantoms):'));
  }
  return command.action(run);
}

async function run(options: PrepareOptions): Promise<void> {
  const { size, channels, frameIntervalMs, frameCount } = options;
  if (channels === 2) {
    throw new UserError('--channels must be 1 or 3.');
  }
  await prepare({
    output: options.out,
    input: { size, channels, frameIntervalMs, frameCount },
    views: viewsToKeep(options),
    saltFile: options.saltFile,
    structures: [options.masks, options.camus, options.structureMasks, options.corrections].some(
      Boolean,
    ),
    workers: options.workers,
    gather: gatherer(options),
    log: (line) => process.stdout.write(`${line}\n`),
  });
  process.stdout.write(`Prepared data are in ${options.out}.\n`);
}

/** @returns undefined to keep all */
function viewsToKeep({ views, view, viewPhantoms, camus }: PrepareOptions): string[] | undefined {
  if (camus) {
    return [camusView(view)];
  }
  return views === 'all' || viewPhantoms ? undefined : views.split(',');
}

function camusView(view = 'A4C'): CamusView {
  if (view !== 'A4C' && view !== 'A2C') {
    throw new UserError(`CAMUS has the views A4C and A2C, not ${view}; set --view to one of them.`);
  }
  return view;
}

function gatherer(options: PrepareOptions): Parameters<typeof prepare>[0]['gather'] {
  const { dicom, dicomweb, echonetDynamic, labels, mapping, view } = options;
  const { labelsFromReports = false, structureMasks } = options;
  const { camus, phantoms, viewPhantoms } = options;
  const sources = [dicom, dicomweb, echonetDynamic, camus, phantoms, viewPhantoms];
  if (sources.filter(Boolean).length !== 1) {
    throw new UserError(
      'Name one source: --dicom, --dicomweb, --echonet-dynamic, --camus, --phantoms or --view-phantoms.',
    );
  }
  if (options.corrections && !dicom && !dicomweb) {
    throw new UserError('--corrections goes with --dicom and --dicomweb.');
  }
  if (structureMasks && !dicom && !dicomweb) {
    throw new UserError('--structure-masks goes with --dicom and --dicomweb.');
  }
  if (options.varied && !phantoms) {
    throw new UserError('--varied goes with --phantoms.');
  }
  if (view !== undefined && (phantoms || viewPhantoms)) {
    throw new UserError(
      `--view is for clips whose view nobody has named; ${phantoms ? `simulate others with --views ${view}` : '--view-phantoms simulates all views'}.`,
    );
  }
  if (options.masks && (dicomweb || viewPhantoms)) {
    throw new UserError(
      '--masks goes with --phantoms, --echonet-dynamic and --dicom; with --dicomweb name the folder of masks: --structure-masks.',
    );
  }
  if (camus) {
    if (labels || mapping || labelsFromReports) {
      throw new UserError('--camus brings its own labels (masks and Info files).');
    }
    return () => Promise.resolve(gatherCamus(camus, camusView(view)));
  }
  if (phantoms) {
    return phantomGatherer(options, phantoms);
  }
  if (viewPhantoms) {
    const { seed } = options;
    const gathered = gatherViewPhantoms(viewPhantoms, { seed, format: formatOf(options) });
    return () => Promise.resolve(gathered);
  }
  if (echonetDynamic) {
    if (labels || mapping || labelsFromReports) {
      throw new UserError('--echonet-dynamic brings its own labels (FileList.csv).');
    }
    return () => gatherEchoNetDynamic(echonetDynamic, view, options.masks);
  }
  const labelsFromViews = options.views === 'all';
  const masks = structureMasks ?? (options.masks ? dicom : undefined);
  const { corrections } = options;
  const source = { labels, mapping, labelsFromReports, corrections, labelsFromViews, view, masks };
  if (dicomweb) {
    const { query, parallel } = options;
    return (pool, bars, folder) =>
      gatherDicomWeb({ ...source, url: dicomweb, query, parallel }, folder, pool, bars);
  }
  return (pool, bars) =>
    gatherDicom({ ...source, directory: dicom! }, pool, bars('Reading headers'));
}

/** Views are simulated on the sampled time grid; phantoms of patients have the rate of their machine. */
function formatOf({ frameCount, frameIntervalMs }: PrepareOptions): CineFormat {
  return { ...phantomImageSize, frameCount, frameTimeMs: frameIntervalMs };
}

function phantomGatherer(
  options: PrepareOptions,
  patients: number,
): Parameters<typeof prepare>[0]['gather'] {
  const { seed, leadShare, clipsPerView, varied } = options;
  const views = options.views === 'all' ? [...phantomViewNames] : parsePhantomViews(options.views);
  const format = formatOf(options);
  const cohort = { patients, seed, leadShare, views, clipsPerView, format, varied };
  return () => Promise.resolve(gatherPhantoms(cohort, options));
}
