import type { Scene } from '../scene/scene';
import type { Acoustics } from '../ultrasound/acoustics';
import type { Machine } from '../ultrasound/machine';

/** A machine in front of a scene, in any mode. */
export interface Examination {
  /** Seeds the scanner. */
  readonly key: string;
  readonly scene: Scene;
  readonly machine: Machine;
  readonly acoustics: Acoustics;
  /** Beats per minute. */
  readonly heartRate: number;
  /** Phase of the heart's cycle, 0..1. @param timeMs since the first frame; may be negative */
  readonly phaseAt: (timeMs: number) => number;
}

export interface ScreenSize {
  readonly Rows: number;
  readonly Columns: number;
}
