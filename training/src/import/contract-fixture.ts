import type { NumbersContract, SegmentationContract } from './contract-file';

const shared = {
  id: 'tiny',
  version: '1.0.0',
  name: 'Tiny',
  network: 'a weighted mean',
  data: 'No patients.',
  licence: 'MIT',
  citation: 'nobody',
  published: [],
  unknown: ['What it is good for.'],
  intendedUse: 'Tests.',
};

/** One number, in %, of windows of four frames of 8 x 8 pixels. */
export function contractFixture(change: Partial<NumbersContract> = {}): NumbersContract {
  return {
    ...shared,
    purpose: 'reading',
    input: {
      frames: {
        count: 4,
        stride: { frames: 1, framesPerSecond: 25 },
        mostWindows: 2,
        shortClip: 'repeat last frame',
      },
      image: {
        size: 8,
        channels: 'grey x 3',
        crop: 'sector',
        margin: 0,
        mask: 'sector',
        filter: 'antialiased',
        highest: 1,
        mean: [0, 0, 0],
        sd: [1, 1, 1],
      },
      layout: 'NCTHW',
    },
    outputs: [{ length: 1, meaning: 'numbers' }],
    tasks: [
      {
        id: 'EF',
        name: 'Ejection fraction',
        kind: 'regression',
        unit: '%',
        range: [0, 100],
        outputIndex: 0,
      },
    ],
    ...change,
  };
}

/** The LV in colour frames of 8 x 8 pixels. */
export function segmentationContractFixture(
  change: Partial<SegmentationContract> = {},
): SegmentationContract {
  const { image } = contractFixture().input;
  return {
    ...shared,
    purpose: 'segmentation',
    input: { image, layout: 'NCHW' },
    mask: { layout: 'NCHW', meaning: 'logits', classes: ['LV'] },
    ...change,
  };
}
