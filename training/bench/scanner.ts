/**
 * Measures how long the simulated scanner takes for twenty frames, by stage. Counts processor time,
 * which other load on the machine does not lengthen. Prints table rows for docs/BENCHMARKS.md.
 */
import { Command } from 'commander';
import { median, min, sum } from 'd3-array';
import { wholeNumberBetween } from '@echonet/command-line';
import {
  heartScene,
  scanPlane,
  drawPatient,
  createScanConverter,
  sectorGeometry,
  drawMachine,
  createScanner,
} from '@echonet/phantom';
import { randomStream } from '@echonet/models/random';

const { rounds, size } = new Command('bench:scanner')
  .description('Measures how fast echocardiograms are simulated.')
  .option(
    '--rounds <n>',
    'patients, each on a machine of their own',
    wholeNumberBetween(1, 1000),
    12,
  )
  .option('--size <pixels>', 'side of the sector’s box', wholeNumberBetween(64, 2048), 299)
  .parse()
  .opts<{ rounds: number; size: number }>();

const frames = 20;
const stages = [
  'set up',
  'cut',
  'propagation',
  'walls',
  'scatterers',
  'blur',
  'display',
  'scan conversion',
] as const;
type Stage = (typeof stages)[number];
/** Processor time of this process. */
const processorMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};
/** Milliseconds per round and stage. */
const taken: Record<Stage, number>[] = [];

for (let round = 0; round < rounds; round++) {
  const spent = Object.fromEntries(stages.map((stage) => [stage, 0])) as Record<Stage, number>;
  let last = processorMs();
  const end = (stage: Stage): void => {
    const now = processorMs();
    spent[stage] += now - last;
    last = now;
  };
  const random = randomStream('bench', round);
  const patient = drawPatient(1, round);
  const plane = scanPlane('A4C', patient, random);
  const machine = drawMachine(random, plane.imagingDepth);
  const scanner = createScanner(round, heartScene(patient, plane), machine, patient.acoustics, end);
  // The sector has this size; the margin around it is for text.
  const geometry = sectorGeometry(machine, Math.round(size / 0.9), Math.round(size / 0.9));
  const converter = createScanConverter(machine, geometry);
  const screen = new Uint8Array(geometry.Rows * geometry.Columns);
  end('set up');
  for (let frame = 0; frame < frames; frame++) {
    const polar = scanner.scan((frame / frames) * 0.99, machine.frameTimeMs);
    converter.paint(polar, screen);
    end('scan conversion');
  }
  // The first round includes JIT compilation.
  if (round > 0 || rounds === 1) {
    taken.push(spent);
  }
}

const row = (name: string, values: readonly number[]): string =>
  `| ${name} | ${median(values)!.toFixed(0)} | ${min(values)!.toFixed(0)} |`;
const all = taken.map((spent) => sum(stages, (stage) => spent[stage]));
const lines = [
  `| stage | ms for ${frames} frames | least |`,
  '| --- | --- | --- |',
  ...stages.map((stage) =>
    row(
      stage,
      taken.map((spent) => spent[stage]),
    ),
  ),
  row('all', all),
];
process.stdout.write(`${lines.join('\n')}\n\n`);
process.stdout.write(
  `${((1000 * frames) / median(all)!).toFixed(0)} frames a second on one core\n`,
);
