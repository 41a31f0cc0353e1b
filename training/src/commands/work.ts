import path from 'node:path';
import { existsSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { Command, Option } from 'commander';
import { messageOf, UserError, wholeNumberBetween } from '@echonet/command-line';
import { isArchiveAway } from '../reading/archive/archive-failure';
import { incomingFolder } from '../reading/archive/incoming-folder';
import { openReader } from '../reading/open-reader';
import { readingLog } from '../reading/output/progress-log';
import { studyWorker } from '../reading/queue/study-queue';
import { studyHandler } from '../reading/service/handle-study';
import { serviceMetrics } from '../reading/service/metrics';
import { openServicePort } from '../reading/service/service-port';
import { archiveAt, archiveOptions, type ArchiveOptions } from './archive-options';
import { readerOptions, readerSettings, type ReaderOptions } from './reader-options';
import { queueOption, queueVariable, serviceOptions, type ServiceOptions } from './service-options';
import { abortOnInterrupt, untilAborted } from './stop-on-interrupt';

interface WorkOptions extends ReaderOptions, ArchiveOptions, ServiceOptions {
  readonly queue?: string;
  readonly lostAfter: number;
}

export function workCommand(): Command {
  const command = new Command('work').description(
    'Read the studies of a queue, which echonet watch --queue fills; any number of these on any number of machines.',
  );
  const options = [
    queueOption(),
    ...archiveOptions().filter(({ long }) => long === '--dicomweb' || long === '--store'),
    new Option(
      '--lost-after <s>',
      'a study goes to another worker once its own has not been heard of for so long',
    )
      .argParser(wholeNumberBetween(2, 3600))
      .default(60)
      .helpGroup('Service:'),
    ...serviceOptions(),
    ...readerOptions(),
  ];
  options.forEach((option) => command.addOption(option));
  return command
    .addHelpText(
      'after',
      '\nSIGTERM stops it within a clip; the study goes back to the queue.\nResearch use only, not for diagnosis.',
    )
    .action(run);
}

async function run(options: WorkOptions): Promise<void> {
  const { queue, dicomweb: url, out, store, state, stopFile, port, lostAfter } = options;
  if (queue === undefined || url === undefined) {
    throw new UserError(
      `Name the queue with --queue or ${queueVariable}, and the archive with --dicomweb.`,
    );
  }
  const signal = abortOnInterrupt();
  const log = readingLog();
  const metrics = serviceMetrics();
  const archive = () => archiveAt(url, signal);
  archive();
  const opened = await openReader(readerSettings(options));
  const folders = {
    lists: path.join(state, 'lists'),
    incoming: incomingFolder(state),
  };
  const handle = studyHandler({ archive, opened, folders, out, store, log, metrics, signal });
  let problemOfWorker: () => string | undefined = () => undefined;
  let archiveProblem: string | undefined;
  // Before a study is taken: where the port is taken, the command ends.
  const service = await openServicePort({
    port,
    registry: metrics.registry,
    problem: () => problemOfWorker() ?? archiveProblem,
  });
  const worker = studyWorker({
    url: queue,
    lockMs: 1000 * lostAfter,
    signal,
    async handle(study) {
      while (stopFile !== undefined && existsSync(stopFile)) {
        await delay(1000, undefined, { signal });
      }
      await handle(study);
      archiveProblem = undefined;
    },
    async isBlameless(error) {
      const isAway = await isArchiveAway(error, archive);
      archiveProblem = isAway ? `The archive does not answer: ${messageOf(error)}` : undefined;
      if (isAway) {
        log.error({ problem: messageOf(error) }, 'study waits for the archive');
      }
      return isAway;
    },
    onFailed: ({ StudyInstanceUID }, reason, isRetried) =>
      log.error({ study: StudyInstanceUID, reason, isRetried }, 'study failed'),
    onProblem: (problem) => log.error({ problem }, 'queue'),
  });
  problemOfWorker = () => worker.problem();
  log.info({ port: service.port, reading: opened.description }, 'working');
  // The signal can have come while the networks were loaded.
  await untilAborted(signal);
  await worker.close();
  await service.close();
  opened.close();
  log.info('stopped');
}
