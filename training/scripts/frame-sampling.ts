/**
 * `npm run training:frame-sampling [-- --patients 40]`: which frames of a clip a
 * network that says volumes should read, and what to make of them. Volume curves of simulated hearts'
 * exact masks, with random errors of single frames, are sampled as models sample clips; EDV, ESV and EF
 * by the beats and by the largest and smallest single volume are compared with those of the curve
 * without errors.
 */
import { Command } from 'commander';
import { max, mean, min } from 'd3-array';
import { numberBetween, wholeNumberBetween } from '@echonet/command-line';
import { beatValues, sampleFrames } from '@echonet/models';
import { median } from '@echonet/models/measures';
import { normalStream, randomStream } from '@echonet/models/random';
import { measurePhantom } from './measures/phantom-clip-measures';

const { patients, seed, error } = new Command('frame-sampling')
  .option('--patients <n>', 'how many', wholeNumberBetween(1, 100_000), 40)
  .option('--seed <n>', 'of patients and errors', wholeNumberBetween(0, 2 ** 31 - 1), 1)
  .option('--error <share>', 'standard deviation of a frame', numberBetween(0, 1), 0.05)
  .parse()
  .opts<{ patients: number; seed: number; error: number }>();

/** Between the frames of the clips, as a scanner has them. */
const frameTimeMs = 20;
const seconds = 4;

const samplings = [
  { frameIntervalMs: 100, frameCount: 20 },
  { frameIntervalMs: 50, frameCount: 20 },
  { frameIntervalMs: 50, frameCount: 40 },
  { frameIntervalMs: 20, frameCount: 200 },
];

type Values = Readonly<Record<'EDV' | 'ESV' | 'EF', number>>;

const ofExtremes = (EDV: number, ESV: number): Values => ({
  ...{ EDV, ESV, EF: (100 * (EDV - ESV)) / EDV },
});

/** Values of a sampled curve by its beats and by its extremes. */
function reductions(LV: readonly number[], timesMs: readonly number[]): Record<string, Values> {
  const beats = beatValues({ LV }, 'LV', timesMs);
  return {
    beats: {
      EDV: median(beats.endDiastole),
      ESV: median(beats.endSystole),
      EF: median(beats.ejectionFraction),
    },
    extremes: ofExtremes(max(LV)!, min(LV)!),
  };
}

const errors = new Map<string, Values[]>();
for (let index = 0; index < patients; index++) {
  const format = { seconds, frameTimeMs, step: 2.5 };
  const { volumes } = measurePhantom({ seed, index }, format);
  const truth = ofExtremes(max(volumes)!, min(volumes)!);
  const normal = normalStream(randomStream('frame errors', seed, index));
  const disturbed = volumes.map((volume) => volume * Math.exp(error * normal()));
  const timesMs = volumes.map((_, i) => i * frameTimeMs);
  for (const sampling of samplings) {
    const { frameIndices, timesMs: times } = sampleFrames({ timesMs }, sampling);
    const LV = frameIndices.map((frame) => disturbed[frame]);
    for (const [name, values] of Object.entries(reductions(LV, times))) {
      const key = `${sampling.frameCount} frames ${sampling.frameIntervalMs} ms apart, ${name}`;
      const difference = {
        EDV: 100 * (values.EDV / truth.EDV - 1),
        ESV: 100 * (values.ESV / truth.ESV - 1),
        EF: values.EF - truth.EF,
      };
      errors.set(key, [...(errors.get(key) ?? []), difference]);
    }
  }
}

console.log(`| frames, by | EDV (%) | ESV (%) | EF (points) |\n| --- | --- | --- | --- |`);
for (const [key, values] of errors) {
  const cell = (id: keyof Values) => {
    const own = values.map((one) => one[id]);
    return `${mean(own)!.toFixed(1)}, ${mean(own, Math.abs)!.toFixed(1)}`;
  };
  console.log(`| ${key} | ${cell('EDV')} | ${cell('ESV')} | ${cell('EF')} |`);
}
