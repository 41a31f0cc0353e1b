import type { RandomStream } from '@echonet/models/random';
import type { Scene } from '../scene/scene';
import type { Screen } from '../screen/canvas';
import { createScanner } from '../ultrasound/scanner';
import { createBMode } from './b-mode';
import type { Examination, ScreenSize } from './examination';
import { drawSweepStyle, paintSweep, type Sweep } from './sweep';

/** Beams scanned for the one that is shown, as its neighbours blur into it. */
const beams = 9;

const pulseMs = 20;

/** The scene rotated around the middle of the probe's face. @param angle radians */
function rotated(scene: Scene, angle: number): Scene {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return {
    at(phase) {
      const moment = scene.at(phase);
      return {
        reflectors: [],
        cut(lateral, depth, into) {
          const x = lateral.map((value, i) => value * cos + depth[i] * sin);
          const y = depth.map((value, i) => value * cos - lateral[i] * sin);
          moment.cut(x, y, into);
        },
      };
    },
  };
}

/** Echoes along one beam over time, below a small B-mode image or alone. */
export function createMMode(
  examination: Examination,
  size: ScreenSize,
  random: RandomStream,
): (screen: Screen, nowMs: number) => void {
  const { machine, scene, acoustics, key, phaseAt } = examination;
  const spacing = (2 * machine.halfAngle) / machine.beams;
  const narrow = { ...machine, beams, halfAngle: (beams * spacing) / 2, persistenceMs: 0 };
  const angle = (random() - 0.5) * machine.halfAngle;
  const scanner = createScanner(`${key}/m`, rotated(scene, angle), narrow, acoustics);
  const share = random() < 0.7 ? 0.3 + 0.15 * random() : 0.06;
  const image = share > 0.1 ? createBMode(examination, size, random, share) : undefined;
  const { Rows, Columns } = size;
  const [top, bottom] = [Math.round(Rows * (share + 0.02)), Math.round(Rows * 0.95)];
  const pulses = new Map<number, Float32Array>();
  const sweep: Sweep = {
    ...drawSweepStyle(random),
    box: [Math.round(Columns * 0.04), top, Math.round(Columns * 0.94), bottom],
    columnAt(timeMs) {
      const pulse = Math.round(timeMs / pulseMs);
      const known = pulses.get(pulse);
      if (known) {
        return known;
      }
      const { samplesPerBeam } = narrow;
      const start = ((beams - 1) / 2) * samplesPerBeam;
      const echoes = scanner.scan(phaseAt(pulse * pulseMs), pulseMs);
      const column = Float32Array.from(
        { length: bottom - top },
        (_, y) => echoes[start + Math.floor((y / (bottom - top)) * samplesPerBeam)],
      );
      pulses.set(pulse, column);
      return column;
    },
  };
  return (screen, nowMs) => {
    image?.paint(screen, nowMs);
    paintSweep(screen, sweep, nowMs);
  };
}
