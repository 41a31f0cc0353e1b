import type { Network, SegmentationNetwork } from '@echonet/models';
import { predictionLosses } from '../../training-course/training-course';
import { writePreparedFixture } from '../../../data/prepared/prepared-fixture';
import type { SegmentationRun, SegmentationSet } from '../../../learning/segmentation/config';
import { assessSegmentation } from '../assess-segmentation';
import { fitIntervals, type SubsetCases } from '../fit-intervals';
import { measureCase } from '../measure-cases';
import type { SegmentationEvaluation } from '../segmentation-evaluation';
import type { SegmentationReportData } from './write-segmentation-report';

const size = 64;
const structures = ['background', 'LV', 'LVWall', 'LA'] as const;

/** Codes of a heart whose LV cavity is `width` pixels wide and lies `shift` pixels to the right. */
function heart(width: number, shift = 0): Uint8Array {
  const centre = size / 2 + shift;
  const isIn = (x: number, y: number, middle: number, radiusX: number, radiusY: number) =>
    ((x - centre) / radiusX) ** 2 + ((y - middle) / radiusY) ** 2 < 1;
  return Uint8Array.from({ length: size ** 2 }, (_, pixel) => {
    const [x, y] = [(pixel % size) + 0.5, Math.floor(pixel / size) + 0.5];
    if (y > 38) {
      return isIn(x, y, 44, 9, 10) ? 3 : 0;
    }
    if (isIn(x, y, 26, width / 2, 18)) {
      return 1;
    }
    return isIn(x, y, 26, width / 2 + 4, 22) ? 2 : 0;
  });
}

/** Grey values from which {@link network} tells the structures. */
const seenAs = (codes: Uint8Array) => codes.map((code) => code * 80);

/** Finds the structures that {@link seenAs} shows, however the image is standardised. */
const network: Network = {
  inputShape: [size, size, 1],
  outputs: structures.length,
  outputShape: [size, size, structures.length],
  batchSize: 1,
  gradientBatchSize: 1,
  forward: (values) => {
    const [low, high] = [Math.min(...values), Math.max(...values)];
    return Promise.resolve(
      Float32Array.from({ length: values.length * structures.length }, (_, i) => {
        const code = (3 * (values[Math.floor(i / structures.length)] - low)) / (high - low);
        return -Math.abs(code - (i % structures.length));
      }),
    );
  },
  inputGradient: (values) => Promise.resolve(values),
  dispose: () => undefined,
};

/**
 * A made-up evaluated run of 8 validation patients and some test patients, every one with an end-diastolic and an
 * end-systolic frame. The higher its number, the farther beside a patient's ventricle the network
 * draws it. A second, simulated data set has no test patients.
 */
export async function segmentationReportFixture(
  directory: string,
  testPatients: number,
): Promise<SegmentationReportData> {
  const { clips, fingerprint } = await writePreparedFixture(
    directory,
    size,
    Array.from({ length: 9 + testPatients }, (_, patient) => {
      const width = 14 + (patient % 5);
      const shift = patient / 8;
      return {
        patientId: `patient-${patient}`,
        labels: { sex: patient % 2, age: 30 + patient },
        imageQuality: patient % 4 === 3 ? 'Poor' : 'Good',
        frames: Buffer.concat([width, width - 4].map((one) => seenAs(heart(one, shift)))),
        mask: new Uint8Array(size ** 2).fill(1),
        structures: Buffer.concat([width, width - 4].map((one) => heart(one))),
        facts: { edFrame: 0, esFrame: 1, mmPerPixel: 2 },
      };
    }),
    [...structures],
  );
  /** The first eight and the last patient are for validation: as many as an interval needs. */
  const isTest = (index: number) => index >= 8 && index < 8 + testPatients;
  const idsOf = (test: boolean) =>
    clips.flatMap(({ patientId }, index) => (isTest(index) === test ? patientId : []));
  const real: SegmentationSet = {
    size,
    channels: 1,
    names: structures,
    labelled: ['LV', 'LVWall', 'LA'],
    fingerprint,
    simulated: false,
    source: 'hospital',
    licence: 'CC BY-NC-SA 4.0',
    citation: 'Somebody et al. <2019>',
    split: { train: ['other'], validation: idsOf(false), test: idsOf(true) },
  };
  const simulated: SegmentationSet = {
    ...real,
    fingerprint: 'phantoms',
    simulated: true,
    source: 'phantom',
    licence: undefined,
    citation: undefined,
    split: { train: ['phantom'], validation: [], test: [] },
  };
  const record: SegmentationRun = {
    command: 'echonet train --structures',
    startedAt: '2026-11-28T00:00:00.000Z',
    commit: '',
    versions: {},
    kind: 'segmentation',
    config: {
      sources: [
        { data: 'hospital', split: 'split.csv', share: 1 },
        { data: 'phantoms', split: 'split.csv', share: 1 },
      ],
      inputSize: size,
      levelChannels: [4, 8],
      levelBlocks: [1, 1],
      steps: 300,
      batchSize: 4,
      learningRate: 0.001,
      weightDecay: 0,
      flipProbability: 0,
      seed: 1,
    },
    backend: 'made up',
    architecture: {
      name: 'residual-unet',
      inputSize: size,
      channels: 1,
      outputs: structures.length,
      levelChannels: [4, 8],
      levelBlocks: [1, 1],
    },
    input: { size, channels: 1, standardisation: 'image', view: 'A4C' },
    structures,
    sets: [real, simulated],
  };
  const model: SegmentationNetwork = { network, manifest: record };
  const measured = await Promise.all(clips.map((clip) => measureCase(model, clip, real)));
  const cases: SubsetCases[] = [
    {
      validation: measured.filter((_, index) => !isTest(index)),
      test: measured.filter((_, index) => isTest(index)),
    },
    { validation: [], test: [] },
  ];
  const evaluation: SegmentationEvaluation = {
    weights: 'float16',
    backend: 'made up',
    fingerprints: record.sets.map((set) => set.fingerprint),
    epoch: 3,
    sets: record.sets.map(({ source, simulated: isSimulated }, set) => ({
      source,
      simulated: isSimulated,
      validation: assessSegmentation(cases[set].validation, 1),
      test: assessSegmentation(cases[set].test, 1),
    })),
    intervals: fitIntervals(cases[0]),
    quality: {
      thresholds: { sharpness: 0.2 },
      test: { wrong: 2, wrongFlagged: 1, right: 8, rightFlagged: 1 },
    },
  };
  const epochs = [1, 2, 3].map((epoch) => ({
    epoch,
    training: 0.3 / epoch,
    validation: 0.1 + 0.02 / epoch,
  }));
  return {
    record,
    evaluation,
    model,
    cases,
    compared: [],
    course: { epochs, planned: 3, isFinished: true, losses: predictionLosses },
  };
}
