import type { Architecture } from '@echonet/models';
import type { ColdStart, PluginColdStart } from '../browser/cold-start';
import type { PeakMemory } from '../browser/process-memory';
import type { DeviceReport } from '../contestant';
import type { Row } from '../measure/rounds';
import type { ShippedFile } from '../measure/shipped';
import type { Timing } from '../measure/statistics';
import type { Target } from './targets';

export interface Report {
  /** ISO 8601. */
  readonly date: string;
  readonly machine: {
    readonly processor: string;
    readonly cores: number;
    readonly system: string;
    /** Browser or Node, with version. */
    readonly platform: string;
    /** Load average of the machine over the minute before the run. */
    readonly loadBefore: number;
    readonly devices: Record<'webgpu' | 'webgl', DeviceReport>;
  };
  readonly architecture: Architecture;
  readonly rounds: number;
  readonly multiplyAccumulates: number;
  /** Multiply-adds per second of WebAssembly, one thread and one for each core. */
  readonly peak?: { readonly oneThread: Timing; readonly allCores: Timing };
  readonly rows: readonly Row[];
  readonly coldStarts?: readonly ColdStart[];
  readonly plugin?: PluginColdStart;
  /** Memory of a page that computes nothing. */
  readonly emptyPage?: PeakMemory;
  readonly shipped?: readonly ShippedFile[];
  readonly targets: readonly Target[];
}

export function hasWrongNumbers({ rows }: Pick<Report, 'rows'>): boolean {
  return rows.some(({ forward, gradient }) =>
    [forward, gradient].some(
      (outcome) => outcome?.state === 'measured' && !outcome.agreement.agrees,
    ),
  );
}
