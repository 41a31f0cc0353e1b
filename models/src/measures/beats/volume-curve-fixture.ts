import { normalStream, randomStream } from '../../random';
import type { VolumeCurve } from './find-beats';

export interface CurveShape {
  readonly seed: string;
  /** 1/min */
  readonly heartRate: number;
  readonly framesPerSecond: number;
  readonly seconds: number;
  readonly efPercent: number;
  /** Standard deviation of the volumes' errors, percent of EDV. */
  readonly noisePercent: number;
  /** Share of frames without a volume. */
  readonly dropOuts: number;
  /** Beats of random length without atrial contraction. */
  readonly atrialFibrillation: boolean;
  /** Share of the first beat that lies before the clip. */
  readonly startsAt: number;
}

export const exampleCurve: CurveShape = {
  seed: 'example',
  heartRate: 70,
  framesPerSecond: 30,
  seconds: 3,
  efPercent: 60,
  noisePercent: 1.5,
  dropOuts: 0,
  atrialFibrillation: false,
  startsAt: 0.5,
};

export const edVolume = 120;

/** Volumes with systole, rapid filling, diastasis and atrial contraction, and the R waves. */
export function volumeCurve(
  changes: Partial<CurveShape> = {},
): Required<Pick<VolumeCurve, 'timesMs' | 'volumes' | 'rWavesMs'>> {
  const shape = { ...exampleCurve, ...changes };
  const { heartRate, seconds, framesPerSecond, efPercent, atrialFibrillation } = shape;
  const random = randomStream('volume curve', shape.seed);
  const normal = normalStream(random);
  const meanMs = 60_000 / heartRate;
  const lengthOf = () => Math.max(330, meanMs * (1 + (atrialFibrillation ? 0.2 : 0.03) * normal()));
  const first = lengthOf();
  const starts = [-shape.startsAt * first, (1 - shape.startsAt) * first];
  while (starts[starts.length - 1] <= seconds * 1000) {
    starts.push(starts[starts.length - 1] + lengthOf());
  }
  const timesMs = Array.from(
    { length: Math.round(seconds * framesPerSecond) },
    (_, i) => (i * 1000) / framesPerSecond,
  );
  const volumes = timesMs.map((time) => {
    const next = starts.findIndex((start) => start > time);
    const [start, end] = [starts[next - 1], starts[next]];
    const share = ejected(time - start, end - start, heartRate, atrialFibrillation ? 0 : 0.22);
    const error = (edVolume * shape.noisePercent * normal()) / 100;
    return random() < shape.dropOuts ? NaN : edVolume * (1 - (efPercent / 100) * share) + error;
  });
  const rWavesMs = starts.filter((start) => start >= 0 && start <= timesMs[timesMs.length - 1]);
  return { timesMs, volumes, rWavesMs };
}

/** Share of the stroke that has left, with the length of systole by Weissler (1968). */
function ejected(sinceMs: number, beatMs: number, heartRate: number, atrialKick: number): number {
  const systoleMs = Math.min(546 - 2.1 * heartRate, 0.55 * beatMs);
  if (sinceMs <= systoleMs) {
    return smoothStep(0.08, 1, sinceMs / systoleMs);
  }
  const diastole = (sinceMs - systoleMs) / (beatMs - systoleMs);
  const early = smoothStep(0.07, 0.42, diastole);
  return 1 - (1 - atrialKick) * early - atrialKick * smoothStep(0.77, 0.98, diastole);
}

function smoothStep(from: number, to: number, x: number): number {
  const t = Math.min(1, Math.max(0, (x - from) / (to - from)));
  return t * t * (3 - 2 * t);
}
