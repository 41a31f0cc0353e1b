import { describe, expect, it } from '@jest/globals';
import { parseAnyManifest, parseSegmentationManifest } from './segmentation-manifest';

const manifest = {
  schemaVersion: 1,
  id: 'lv',
  version: '1.0.0',
  name: 'LV',
  purpose: 'segmentation',
  architecture: {
    name: 'residual-unet',
    inputSize: 64,
    channels: 1,
    outputs: 3,
    levelChannels: [8, 8],
    levelBlocks: [0, 1],
  },
  input: { size: 64, channels: 1, standardisation: 'image', view: 'A4C' },
  structures: ['background', 'LV', 'LA'],
  measures: {
    EF: { unit: '%', interval90: { scale: 'absolute', halfWidth: 9 }, metrics: { r2: 0.7 } },
  },
  quality: {},
  metrics: { 'LV dice ED': 0.94 },
  provenance: {
    data: 'made up',
    simulated: false,
    patients: { train: 1, validation: 1, test: 1 },
    commit: 'none',
    seed: 1,
    command: 'none',
    date: '2026-01-01',
    licence: 'CC BY-NC-SA 4.0',
    citation: 'Someone, 2019',
  },
  intendedUse: 'Research use only.',
  files: { 'model.json': '0'.repeat(64) },
};

describe('parseSegmentationManifest', () => {
  it('keeps structures, intervals, licence and citation', () => {
    const { structures, measures, provenance } = parseSegmentationManifest(manifest);
    expect(structures).toEqual(['background', 'LV', 'LA']);
    expect(measures.EF.interval90).toEqual({ scale: 'absolute', halfWidth: 9 });
    expect(provenance.licence).toBe('CC BY-NC-SA 4.0');
    expect(provenance.citation).toBe('Someone, 2019');
  });

  it.each([
    [
      'structures without a ventricle',
      { structures: ['background', 'RA', 'LA'] },
      'must include LV',
    ],
    ['structures in another order', { structures: ['LV', 'background', 'LA'] }, 'must begin with'],
    ['a structure twice', { structures: ['background', 'LV', 'LV'] }, 'names a structure twice'],
    ['more structures than outputs', { structures: ['background', 'LV'] }, 'architecture.outputs'],
    [
      'the network of a prediction',
      {
        architecture: {
          name: 'inception-resnet-v1',
          inputSize: 64,
          channels: 1,
          outputs: 3,
          width: 1,
        },
      },
      'not that of a segmentation',
    ],
    ['another input size', { input: { ...manifest.input, size: 96 } }, 'input.size differ'],
  ])('refuses %s', (_, change, message) => {
    expect(() => parseSegmentationManifest({ ...manifest, ...change })).toThrow(message);
  });
});

describe('parseAnyManifest', () => {
  it('reads a segmentation by its purpose and takes it for no model of tasks', () => {
    expect(parseAnyManifest(manifest).purpose).toBe('segmentation');
    expect(() => parseAnyManifest({ ...manifest, purpose: undefined })).toThrow(
      'echonet.json cannot be used',
    );
  });
});
