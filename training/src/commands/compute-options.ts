import { Option } from 'commander';
import { wholeNumberBetween } from '@echonet/command-line';
import { backendNames, type BackendName } from '../learning/backends/backends';

/** Options of every command that runs a network. */
export interface ComputeOptions {
  readonly backend?: BackendName;
  readonly threads?: number;
}

export function computeOptions(): Option[] {
  const options = [
    new Option('--backend <name>', 'what to compute on')
      .choices(backendNames)
      .default(undefined, 'the first that works'),
    new Option(
      '--threads <n>',
      'threads of tfjs-node; one does most for its processor time (default: all cores)',
    ).argParser(wholeNumberBetween(1, 1024)),
  ];
  return options.map((option) => option.helpGroup('Computing:'));
}
