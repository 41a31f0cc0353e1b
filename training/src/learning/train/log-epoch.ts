import { appendFileSync, existsSync, writeFileSync } from 'node:fs';
import type { RunFolder } from '../run-folder';
import type { EpochTiming } from './train-epoch';

/** Results of one epoch. */
export interface EpochResults extends EpochTiming {
  /** From 1. */
  readonly epoch: number;
  readonly epochs: number;
  /** Mean over the steps. */
  readonly trainingLoss: number;
  /** By task id. */
  readonly validationLosses: Readonly<Record<string, number>>;
  /** Sum over the tasks. */
  readonly validationLoss: number;
  readonly isBest: boolean;
}

/** Appends an epoch to history.csv and to the log. */
export function logEpoch(run: RunFolder, results: EpochResults): void {
  const { epoch, trainingLoss, validationLosses } = results;
  const history = run.file('history.csv');
  if (!existsSync(history)) {
    writeFileSync(history, `epoch,training,${Object.keys(validationLosses).join(',')}\n`);
  }
  const cells = [epoch, trainingLoss, ...Object.values(validationLosses)];
  appendFileSync(history, `${cells.join(',')}\n`);
  run.log(describeEpoch(results));
}

function describeEpoch(results: EpochResults): string {
  const { epoch, epochs, trainingLoss, validationLoss, isBest } = results;
  const byTask = Object.entries(results.validationLosses).map(
    ([id, loss]) => `${id} ${loss.toFixed(3)}`,
  );
  return [
    `Epoch ${epoch}/${epochs}: training loss ${trainingLoss.toFixed(4)},`,
    `validation ${validationLoss.toFixed(4)} (${byTask.join(', ')})${isBest ? ', best so far' : ''};`,
    `${Number(results.framesPerSecond.toPrecision(3))} frames/s,`,
    `${(100 * results.waitingShare).toFixed(1)} % of the time spent waiting for images`,
  ].join(' ');
}
