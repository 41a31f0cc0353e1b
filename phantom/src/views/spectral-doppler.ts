import { randomStream, type RandomStream } from '@echonet/models/random';
import { line, type Screen } from '../screen/canvas';
import { createBMode } from './b-mode';
import { flowAt } from './blood-flow';
import type { Examination, ScreenSize } from './examination';
import { drawSweepStyle, paintSweep, type Sweep } from './sweep';

const spectrumMs = 8;

interface Flow {
  /**
   * Velocity, -1..1.
   *
   * @param phase fraction of the heart's cycle since end-diastole, 0..1
   */
  readonly velocityAt: (phase: number) => number;
  /** Continuous wave fills the spectrum up to the velocity; pulsed wave shows a band. */
  readonly filled: boolean;
  /** Width of the band, fraction of the strip's height. */
  readonly width: number;
}

const hump = (phase: number, from: number, to: number): number =>
  phase < from || phase > to ? 0 : Math.sin((Math.PI * (phase - from)) / (to - from));

const flows = {
  inflow: { velocityAt: (phase) => 0.85 * Math.max(0, flowAt(phase)), filled: false, width: 0.06 },
  outflow: { velocityAt: (phase) => -0.9 * hump(phase, 0.06, 0.36), filled: false, width: 0.08 },
  regurgitation: {
    velocityAt: (phase) => -Math.sqrt(hump(phase, 0, 0.45)),
    filled: true,
    width: 0.05,
  },
  tissue: {
    velocityAt: (phase) =>
      0.5 * hump(phase, 0.05, 0.35) - 0.6 * hump(phase, 0.45, 0.62) - 0.5 * hump(phase, 0.82, 0.97),
    filled: false,
    width: 0.04,
  },
} as const satisfies Readonly<Record<string, Flow>>;

/** Velocity spectrum over time, below a B-mode image that is mostly frozen, or alone. */
export function createSpectralDoppler(
  examination: Examination,
  size: ScreenSize,
  random: RandomStream,
): (screen: Screen, nowMs: number) => void {
  const { key, phaseAt } = examination;
  const names = Object.keys(flows) as (keyof typeof flows)[];
  const flow: Flow = flows[names[Math.floor(random() * names.length)]];
  const share = random() < 0.75 ? 0.3 + 0.2 * random() : 0.06;
  const image = share > 0.1 ? createBMode(examination, size, random, share) : undefined;
  const isFrozen = random() < 0.7;
  const { Rows, Columns } = size;
  const [top, bottom] = [Math.round(Rows * (share + 0.02)), Math.round(Rows * 0.95)];
  const baseline = flow.filled ? 0.15 + 0.2 * random() : 0.4 + 0.2 * random();
  const gain = 120 + 110 * random();
  const noise = 0.02 + 0.12 * random();
  const columns = new Map<number, Float32Array>();
  const box = [Math.round(Columns * 0.04), top, Math.round(Columns * 0.93), bottom] as const;
  const sweep: Sweep = {
    ...drawSweepStyle(random),
    box,
    columnAt(timeMs) {
      const number = Math.round(timeMs / spectrumMs);
      const known = columns.get(number);
      if (known) {
        return known;
      }
      const velocity = flow.velocityAt(phaseAt(number * spectrumMs));
      const own = randomStream(key, 'spectrum', number);
      const column = Float32Array.from({ length: bottom - top }, (_, y) => {
        const power = powerAt(baseline - (y + 0.5) / (bottom - top), velocity, flow) + noise;
        // The power of noise-like echoes has an exponential distribution.
        return Math.min(255, gain * Math.sqrt(-power * Math.log(1 - own())));
      });
      columns.set(number, column);
      return column;
    },
  };
  let still: Uint8Array | undefined;
  return (screen, nowMs) => {
    if (still) {
      screen.data.set(still);
    } else {
      image?.paint(screen, nowMs);
    }
    if (isFrozen) {
      still ??= screen.data.slice();
    }
    paintSweep(screen, sweep, nowMs);
    const y = top + baseline * (bottom - top);
    line(screen, [box[0], y], [box[2], y], [170, 170, 170]);
  };
}

/**
 * Mean power of the spectrum.
 *
 * @param at velocity of the bin, fraction of the strip's height above the baseline
 * @param velocity of the flow, -1..1; 1 is 0.6 of the strip's height
 */
function powerAt(at: number, velocity: number, { filled, width }: Flow): number {
  const peak = 0.6 * velocity;
  const band = Math.exp(-(((at - peak * 0.92) / width) ** 2));
  const isMoving = Math.abs(peak) > 0.02;
  if (!filled) {
    return isMoving ? band : 0.3 * Math.exp(-((at / 0.02) ** 2));
  }
  const inside = isMoving && at / peak > 0 && at / peak < 1;
  return Math.max(inside ? 0.45 : 0, isMoving ? band : 0);
}
