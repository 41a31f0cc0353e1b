import { setTimeout as delay } from 'node:timers/promises';
import { Argument, Command } from 'commander';
import { UserError } from '@echonet/command-line';
import { studyQueue, type StudyQueue } from '../reading/queue/study-queue';
import { queueOption, queueVariable } from './service-options';

const actions = {
  async status(queue: StudyQueue) {
    const counts = Object.entries(await queue.counts());
    const lines = counts.map(([state, count]) => `${state}: ${count}\n`);
    if (await queue.isPaused()) {
      lines.push('Paused: no worker takes another study.\n');
    }
    return lines.join('');
  },
  async failed(queue: StudyQueue) {
    const studies = await queue.failed();
    if (studies.length === 0) {
      return 'No study has failed for good.\n';
    }
    return studies
      .map(
        ({ StudyInstanceUID, reason, attempts }) =>
          `${StudyInstanceUID}: ${reason} (${attempts} attempts)\n`,
      )
      .join('');
  },
  replay: async (queue: StudyQueue) => `${await queue.replay()} studies put back.\n`,
  async pause(queue: StudyQueue) {
    await queue.pause();
    return 'Paused: no worker takes another study.\n';
  },
  async resume(queue: StudyQueue) {
    await queue.resume();
    return 'Resumed.\n';
  },
} as const;

type Action = keyof typeof actions;

export function queueCommand(): Command {
  return new Command('queue')
    .description(
      'Look after the queue: how many studies are in which state, which failed for good and why, put these back, pause all workers, resume.',
    )
    .addArgument(new Argument('<action>').choices(Object.keys(actions)))
    .addOption(queueOption())
    .action(run);
}

/** Of Redis; workers wait for it for ever, and somebody at a terminal does not. */
const longestSilenceMs = 15_000;

async function run(action: Action, { queue: url }: { readonly queue?: string }): Promise<void> {
  if (url === undefined) {
    throw new UserError(`Name the queue with --queue or ${queueVariable}.`);
  }
  let lastProblem = 'nothing was heard of it';
  const queue = studyQueue({
    url,
    onProblem: (problem) => {
      lastProblem = problem;
    },
  });
  const ended = new AbortController();
  try {
    const answer = await Promise.race([
      actions[action](queue),
      delay(longestSilenceMs, undefined, { signal: ended.signal }),
    ]);
    if (answer === undefined) {
      throw new UserError(`The queue does not answer: ${lastProblem.replace(/\.$/, '')}.`);
    }
    process.stdout.write(answer);
  } finally {
    ended.abort();
    await queue.close();
  }
}
