import { Option } from 'commander';
import { backendNames, type BackendName } from '../learning/backends/backends';
import { wholeNumberBetween } from '@echonet/command-line';

/** Options of every command that computes. */
export interface ComputeOptions {
  readonly backend?: BackendName;
  readonly threads?: number;
}

/** See {@link ComputeOptions}. */
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
