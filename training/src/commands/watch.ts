import path from 'node:path';
import { Command, Option } from 'commander';
import { UserError, wholeNumberBetween } from '@echonet/command-line';
import { incomingFolder } from '../reading/archive/incoming-folder';
import { openReader } from '../reading/open-reader';
import { readingLog } from '../reading/output/progress-log';
import { studyQueue } from '../reading/queue/study-queue';
import { studyHandler } from '../reading/service/handle-study';
import { serviceMetrics } from '../reading/service/metrics';
import { openServicePort } from '../reading/service/service-port';
import { Watch, type WatchSettings } from '../reading/service/watch';
import { archiveAt, archiveOptions, type ArchiveOptions } from './archive-options';
import { readerOptions, readerSettings, type ReaderOptions } from './reader-options';
import { queueOption, serviceOptions, type ServiceOptions } from './service-options';
import { abortOnInterrupt, unlessAborted } from './stop-on-interrupt';

interface WatchOptions extends ReaderOptions, ArchiveOptions, ServiceOptions {
  readonly every: number;
  readonly settled: number;
  readonly days: number;
  readonly queue?: string;
}

export function watchCommand(): Command {
  const command = new Command('watch').description(
    'Watch an archive and read new and changed studies as they arrive, until it is stopped; with --queue, pass them on to echonet work instead.',
  );
  const watching = [
    new Option('--every <s>', 'time between two searches of the archive')
      .argParser(wholeNumberBetween(1, 86_400))
      .default(60),
    new Option('--settled <s>', 'a study is read once it has not changed for so long')
      .argParser(wholeNumberBetween(0, 86_400))
      .default(120),
    new Option('--days <n>', 'studies of today and of so many days before')
      .argParser(wholeNumberBetween(0, 36_500))
      .default(2),
  ];
  const options = [
    ...archiveOptions().filter(({ long }) => long !== '--study-date'),
    ...watching.map((option) => option.helpGroup('Archive:')),
    ...serviceOptions(),
    queueOption(),
    ...readerOptions(),
  ];
  options.forEach((option) => command.addOption(option));
  return command
    .addHelpText(
      'after',
      '\nSIGTERM stops it within a clip; what was read is kept. docs/OVERNIGHT.md tells more.\nResearch use only, not for diagnosis.',
    )
    .action(run);
}

async function run(options: WatchOptions): Promise<void> {
  const { dicomweb: url, query, days, stopFile, port, queue } = options;
  if (url === undefined) {
    throw new UserError('Name the archive with --dicomweb.');
  }
  const signal = abortOnInterrupt();
  const log = readingLog();
  const metrics = serviceMetrics();
  const archive = () => archiveAt(url, signal);
  archive();
  const target =
    queue === undefined
      ? await localTarget(options, archive, { log, metrics, signal })
      : queueTarget(queue, log, signal);
  const watch = new Watch({
    archive,
    query,
    days,
    everyMs: 1000 * options.every,
    settledMs: 1000 * options.settled,
    stopFile,
    log,
    metrics,
    signal,
    handle: target.handle,
  });
  const service = await openServicePort({
    port,
    registry: metrics.registry,
    problem: () => watch.problem() ?? target.problem(),
    onStudy: (uid) => watch.announce(uid),
  });
  log.info({ port: service.port, reading: target.description }, 'watching');
  try {
    await watch.run();
  } finally {
    await service.close();
    await target.close();
    log.info('stopped');
  }
}

interface Target {
  readonly description: string;
  readonly handle: WatchSettings['handle'];
  /** As a sentence; undefined while all is well. */
  problem(): string | undefined;
  close(): Promise<void>;
}

async function localTarget(
  options: WatchOptions,
  archive: WatchSettings['archive'],
  {
    log,
    metrics,
    signal,
  }: Pick<WatchSettings, 'log' | 'signal'> & {
    readonly metrics: ReturnType<typeof serviceMetrics>;
  },
): Promise<Target> {
  const opened = await openReader(readerSettings(options));
  const { out, store, state } = options;
  const folders = {
    lists: path.join(state, 'lists'),
    incoming: incomingFolder(state),
  };
  return {
    description: opened.description,
    handle: studyHandler({ archive, opened, folders, out, store, log, metrics, signal }),
    problem: () => undefined,
    close() {
      opened.close();
      return Promise.resolve();
    },
  };
}

function queueTarget(url: string, log: WatchSettings['log'], signal: AbortSignal): Target {
  const queue = studyQueue({ url, onProblem: (problem) => log.error({ problem }, 'queue') });
  return {
    description: 'by workers of the queue',
    async handle(study) {
      // Adding waits for the connection, which may be away for good.
      if (await unlessAborted(queue.add(study), signal)) {
        log.info({ study: study.StudyInstanceUID }, 'study queued');
      }
    },
    problem: () => queue.problem(),
    close: () => queue.close(),
  };
}
