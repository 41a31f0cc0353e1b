import type { Manifest, Task } from '../model/manifest';
import type { Architecture } from '../network/architecture';
import { fixtureManifest } from './model-fixture';

/** A small network that says two volumes. */
const architecture = {
  name: 'residual-encoder',
  inputSize: 16,
  channels: 1,
  outputs: 2,
  levelChannels: [4, 6],
  levelBlocks: [1, 1],
  hiddenUnits: 5,
} satisfies Architecture;

function volumeTask(
  id: string,
  unit: string,
  frameVolume: NonNullable<Task['frameVolume']>,
  calibration: Task['calibration'],
): Task {
  return {
    ...{ id, name: id, kind: 'regression', unit, frameVolume, calibration },
    range: unit === '%' ? [10, 80] : [10, 400],
    outputIndex: frameVolume.chamber === 'LV' ? 0 : 1,
    labelMean: 8,
    labelStd: 0.5,
    metrics: { r2: 0.7 },
    trainedOn: [{ data: 'CAMUS', simulated: false, patients: 349 }],
    evaluatedOn: {
      ...{ data: 'CAMUS', simulated: false, patients: 50 },
      ...{ metric: 'R2', value: 0.7, interval95: [0.5, 0.8] },
    },
  };
}

const ofVolume = { interval90HalfWidth: 0.3, interval90Scale: 'logarithmic' } as const;

/** A valid manifest of a model with frame volumes; the hash in `files` fits no file. */
export const volumeFixtureManifest: Manifest = {
  ...fixtureManifest,
  id: 'volume-fixture',
  name: 'Volume fixture',
  architecture,
  input: {
    ...{ size: architecture.inputSize, channels: 1, mean: 0, std: 1, standardisation: 'image' },
    ...{ frameIntervalMs: 50, frameCount: 40, view: 'A4C' },
  },
  tasks: [
    volumeTask(
      'EF',
      '%',
      { chamber: 'LV', clipValue: 'ejectionFraction' },
      {
        interval90HalfWidth: 15,
      },
    ),
    volumeTask('EDV', 'mL', { chamber: 'LV', clipValue: 'endDiastole' }, ofVolume),
    volumeTask('ESV', 'mL', { chamber: 'LV', clipValue: 'endSystole' }, ofVolume),
    volumeTask('LAVolume', 'mL', { chamber: 'LA', clipValue: 'endSystole' }, ofVolume),
  ],
};
