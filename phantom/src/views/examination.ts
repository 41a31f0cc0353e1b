import type { Scene } from '../scene/scene';
import type { Acoustics } from '../ultrasound/acoustics';
import type { Machine } from '../ultrasound/machine';

/** A scanner in front of a scene, whatever mode it is switched to. */
export interface Examination {
  /** What is random about the scanner hangs on it. */
  readonly key: string;
  readonly scene: Scene;
  readonly machine: Machine;
  readonly acoustics: Acoustics;
  /** Beats a minute. */
  readonly heartRate: number;
  /** Phase of the heart's cycle, 0..1, at a time since the first frame, ms; also before. */
  phaseAt(timeMs: number): number;
}

/** Rows and columns of a screen. */
export interface ScreenSize {
  readonly Rows: number;
  readonly Columns: number;
}
