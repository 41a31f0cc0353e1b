/**
 * `node --import tsx training/scripts/phantom-volumes.ts [--patients 200]`: measures the exact masks
 * of simulated patients and prints how far EF and volumes are from those of the simulated hearts, and
 * EF from what the image plane shows: the plane runs beside the long axis, as a sonographer's does, and
 * one plane then does not tell the volume. Fails when fewer than 95 % of the EFs are within 3 points of
 * what the plane shows.
 */
import { Command } from 'commander';
import { mean, median } from 'd3-array';
import { wholeNumberBetween } from '@echonet/command-line';
import { measurePhantom } from './measures/phantom-clip-measures';

interface Options {
  patients: number;
  seed: number;
  frameTime: number;
  seconds: number;
}

const { patients, seed, frameTime, seconds } = new Command('phantom-volumes')
  .option('--patients <n>', 'how many', wholeNumberBetween(1, 100_000), 200)
  .option('--seed <n>', 'of the patients', wholeNumberBetween(0, 2 ** 31 - 1), 1)
  .option('--frame-time <ms>', 'from frame to frame', wholeNumberBetween(5, 100), 33)
  .option('--seconds <n>', 'length of a clip', wholeNumberBetween(1, 60), 3)
  .parse()
  .opts<Options>();

const tolerance = 3;
const errors: Record<'EF' | 'EF of the plane' | 'EDV' | 'ESV' | 'LAVolume', number[]> = {
  EF: [],
  'EF of the plane': [],
  EDV: [],
  ESV: [],
  LAVolume: [],
};
let withoutBeat = 0;

for (let index = 0; index < patients; index++) {
  const {
    measures: clip,
    truth,
    planeEf,
  } = measurePhantom({ seed, index }, { seconds, frameTimeMs: frameTime, step: 2.5 });
  if (!clip.measures || clip.beats.kind !== 'whole beats') {
    withoutBeat++;
    console.log(`Patient ${index}: ${clip.beats.kind}`);
    continue;
  }
  const { efPercent, edVolume, esVolume, atrium } = clip.measures;
  errors.EF.push(efPercent - truth.EF);
  errors['EF of the plane'].push(efPercent - planeEf);
  errors.EDV.push(edVolume - truth.EDV);
  errors.ESV.push(esVolume - truth.ESV);
  if (atrium) {
    errors.LAVolume.push(atrium.volumeAreaLength - truth.LAVolume);
  }
  if (Math.abs(efPercent - truth.EF) > tolerance) {
    const off = `EF ${efPercent.toFixed(1)} (plane ${planeEf.toFixed(1)}) instead of ${truth.EF.toFixed(1)} %`;
    const volumes = `EDV ${edVolume.toFixed(0)} / ${truth.EDV.toFixed(0)} mL, ESV ${esVolume.toFixed(0)} / ${truth.ESV.toFixed(0)} mL`;
    console.log(`Patient ${index}: ${off}, ${volumes}`);
  }
}

for (const [name, values] of Object.entries(errors)) {
  const absolute = values.map(Math.abs);
  console.log(
    `${name.padEnd(16)} n ${values.length}   bias ${mean(values)?.toFixed(2)}   ` +
      `mean error ${mean(absolute)?.toFixed(2)}   median error ${median(absolute)?.toFixed(2)}`,
  );
}
const close = (values: readonly number[]) =>
  values.filter((error) => Math.abs(error) <= tolerance).length;
console.log(
  `EF within ${tolerance} points of the heart's: ${close(errors.EF)} of ${patients}; of the plane's: ` +
    `${close(errors['EF of the plane'])}; without a whole beat: ${withoutBeat}`,
);
if (close(errors['EF of the plane']) < 0.95 * patients) {
  process.exitCode = 1;
}
