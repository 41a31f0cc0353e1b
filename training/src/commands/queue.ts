import { Argument, Command } from 'commander';
import { UserError } from '@echonet/command-line';
import { studyQueue, type StudyQueue } from '../reading/queue/study-queue';
import { queueOption, queueVariable } from './service-options';

const actions = {
  async status(queue: StudyQueue) {
    const counts = Object.entries(await queue.counts());
    return counts.map(([state, count]) => `${state}: ${count}\n`).join('');
  },
  async failed(queue: StudyQueue) {
    const studies = await queue.failed();
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

async function run(action: Action, { queue: url }: { readonly queue?: string }): Promise<void> {
  if (url === undefined) {
    throw new UserError(`Name the queue with --queue or ${queueVariable}.`);
  }
  const queue = studyQueue({
    url,
    onProblem: (problem) => process.stderr.write(`${problem}\n`),
  });
  try {
    process.stdout.write(await actions[action](queue));
  } finally {
    await queue.close();
  }
}
