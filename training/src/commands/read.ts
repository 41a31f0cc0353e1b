import { open, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { Command, Option } from 'commander';
import { messageOf, ProgressBar, UserError } from '@echonet/command-line';
import type { Archive } from '../data/sources/dicomweb';
import { archiveFailure } from '../reading/archive/archive-failure';
import { archiveStudies } from '../reading/archive/archive-studies';
import { incomingFolder } from '../reading/archive/incoming-folder';
import { lastSearch } from '../reading/archive/last-search';
import { findFiles } from '../reading/find-files';
import { openReader, type OpenedReader } from '../reading/open-reader';
import { readingProgress } from '../reading/output/progress-log';
import {
  formatOfFile,
  recordFormats,
  recordWriter,
  type RecordFormat,
} from '../reading/output/record-writers';
import { summaryOf, type StudyOutcome } from '../reading/output/summary';
import { filesByStudy } from '../reading/study/files-by-study';
import { planLine, planStudy } from '../reading/study/plan';
import { readStudies } from '../reading/study/read-studies';
import type { StudySource } from '../reading/study/study-source';
import { archiveAt, archiveOptions, archiveQuery, type ArchiveOptions } from './archive-options';
import { readerOptions, readerSettings, type ReaderOptions } from './reader-options';
import { abortOnInterrupt } from './stop-on-interrupt';

interface ReadOptions extends ReaderOptions, ArchiveOptions {
  readonly out?: string;
  readonly format?: RecordFormat;
  readonly dryRun?: boolean;
  readonly sinceLast?: boolean;
}

/** 0: every study was looked at; 1: nothing could be done, as of every command. */
const exitCodes = { studiesFailed: 3, interrupted: 130 } as const;

export function readCommand(): Command {
  const command = new Command('read')
    .description(
      'Read studies as the viewer does: rules, view classifier, contours and predictions of every apical four-chamber clip, means over the clips; a line a study.',
    )
    .argument('[paths...]', 'files or folders: DICOM, AVI (Motion JPEG), JPEG, PNG')
    .option('--out <file>', 'write the results there instead of to the terminal')
    .addOption(
      new Option('--format <name>', 'form of the results')
        .choices(recordFormats)
        .default(undefined, "by the suffix of --out, or else 'ndjson'"),
    )
    .option('--dry-run', 'only say what would be read')
    .addOption(
      new Option(
        '--since-last',
        'studies from three days before the last such search that was read to its end; all at first',
      )
        .conflicts('studyDate')
        .helpGroup('Archive:'),
    );
  for (const option of [...archiveOptions(), ...readerOptions()]) {
    command.addOption(option);
  }
  return command
    .addHelpText(
      'after',
      '\nEnds with 0 when every study was looked at, 3 when some could not be read (they are named), 1 when nothing could be done, 130 when interrupted; the same command goes on where it stopped.\nExamples:\n  echonet read /studies --out results.csv\n  echonet read --dicomweb https://archive/dicom-web --study-date 20260101- --out results.ndjson\nResearch use only, not for diagnosis.',
    )
    .action(run);
}

async function run(paths: readonly string[], options: ReadOptions): Promise<void> {
  if (paths.length > 0 === (options.dicomweb !== undefined)) {
    throw new UserError('Name either files or folders to read, or an archive with --dicomweb.');
  }
  const signal = abortOnInterrupt();
  if (options.sinceLast && !options.dicomweb) {
    throw new UserError('--since-last is for archives; name one with --dicomweb.');
  }
  if (options.store && !options.dicomweb) {
    throw new UserError('Reports can be stored only in an archive; name it with --dicomweb.');
  }
  const opened = await openReader(readerSettings(options));
  try {
    const archive =
      options.dicomweb === undefined ? undefined : archiveAt(options.dicomweb, signal);
    const startedAt = new Date();
    const last =
      options.sinceLast && options.dicomweb !== undefined
        ? lastSearch(options.state, options.dicomweb, options.query)
        : undefined;
    const studyDate = (await last?.studyDates()) ?? options.studyDate;
    const studies = archive
      ? await ofArchive(archive, { ...options, studyDate })
      : await ofFiles(paths, opened, signal);
    if (archive && options.store) {
      opened.storeReports(archive, {
        kinds: options.store,
        incoming: incomingFolder(options.state),
      });
    }
    if (options.dryRun) {
      await showPlan(studies, opened, signal);
    } else if (await read(studies, opened, options, signal)) {
      await last?.keep(startedAt);
    }
  } catch (error) {
    if (!signal.aborted) {
      throw archiveFailure(error) ?? error;
    }
    process.stderr.write('Interrupted; the same command goes on.\n');
    process.exitCode = exitCodes.interrupted;
  } finally {
    opened.close();
  }
}

async function ofFiles(
  paths: readonly string[],
  { reader }: OpenedReader,
  signal: AbortSignal,
): Promise<StudySource[]> {
  const files = await findFiles(paths);
  const bar = new ProgressBar('Looking at files', files.length);
  try {
    return await filesByStudy(reader.decoder, files, {
      signal,
      onFile: (done) => bar.update(done),
    });
  } finally {
    bar.stop();
  }
}

async function ofArchive(archive: Archive, options: ReadOptions): Promise<StudySource[]> {
  const { studies, shortfall } = await archiveStudies(archive, archiveQuery(options), {
    lists: path.join(options.state, 'lists'),
    incoming: incomingFolder(options.state),
  });
  if (shortfall !== undefined) {
    process.stderr.write(`${shortfall}\n`);
  }
  return studies;
}

async function showPlan(
  studies: readonly StudySource[],
  { reader }: OpenedReader,
  signal: AbortSignal,
): Promise<void> {
  for (const study of studies) {
    process.stdout.write(planLine(await planStudy(reader.store, study, signal)));
  }
}

/** @returns whether every study was looked at */
async function read(
  studies: readonly StudySource[],
  { reader, description }: OpenedReader,
  { out, format = out === undefined ? 'ndjson' : (formatOfFile(out) ?? 'ndjson') }: ReadOptions,
  signal: AbortSignal,
): Promise<boolean> {
  const writer = recordWriter(format);
  const output = await openOutput(out);
  const outcomes: StudyOutcome[] = [];
  process.stderr.write(`${description}\n`);
  const progress = readingProgress(studies.length);
  try {
    await readStudies(reader, studies, {
      signal,
      isFatal: (error) => archiveFailure(error) !== undefined,
      onClip: ({ id }, { done, count }) => progress.clip(id, done, count),
      async onRecord(record) {
        const { StudyInstanceUID, status, reason } = record;
        outcomes.push({ StudyInstanceUID, status, reason });
        progress.study({ id: StudyInstanceUID, status, reason });
        await output.write(writer.add(record));
      },
    });
  } finally {
    await output.write(writer.end());
    await output.close();
    progress.stop();
    process.stderr.write(summaryOf(outcomes));
  }
  const hasFailed = outcomes.some(({ status }) => status === 'failed');
  if (hasFailed) {
    process.exitCode = exitCodes.studiesFailed;
  }
  return !hasFailed;
}

interface Output {
  write(text: string): Promise<void>;
  close(): Promise<void>;
}

/** @throws {UserError} when the file cannot be written */
async function openOutput(file: string | undefined): Promise<Output> {
  if (file === undefined) {
    return {
      write: (text) =>
        new Promise((resolve, reject) => {
          process.stdout.write(text, (error) => (error ? reject(error) : resolve()));
        }),
      close: () => Promise.resolve(),
    };
  }
  let handle: FileHandle;
  try {
    handle = await open(file, 'w');
  } catch (cause) {
    throw new UserError(`${file} cannot be written: ${messageOf(cause)}.`, { cause });
  }
  return {
    async write(text) {
      await handle.writeFile(text);
    },
    close: () => handle.close(),
  };
}
