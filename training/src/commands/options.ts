import { InvalidArgumentError, Option } from 'commander';
import { backendNames, type BackendName } from '../backend/backends';

/** A number within bounds, for an option. */
export function numberBetween(lowest: number, highest: number) {
  return (text: string): number => {
    const value = Number(text);
    if (text.trim() === '' || !(value >= lowest && value <= highest)) {
      throw new InvalidArgumentError(`It must be a number from ${lowest} to ${highest}.`);
    }
    return value;
  };
}

/** A whole number within bounds, for an option. */
export function wholeNumberBetween(lowest: number, highest: number) {
  return (text: string): number => {
    const value = numberBetween(lowest, highest)(text);
    if (!Number.isInteger(value)) throw new InvalidArgumentError('It must be a whole number.');
    return value;
  };
}

/** Options of every command that computes. */
export interface ComputeOptions {
  readonly backend?: BackendName;
  readonly threads?: number;
}

/** See {@link ComputeOptions}. */
export function computeOptions(): Option[] {
  return [
    new Option('--backend <name>', 'use this backend instead of the first that works').choices(
      backendNames,
    ),
    new Option(
      '--threads <n>',
      'threads of tfjs-node; one does most for its processor time (default: all cores)',
    ).argParser(wholeNumberBetween(1, 1024)),
  ];
}
