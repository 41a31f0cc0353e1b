import { describe, expect, it } from '@jest/globals';
import { volumeFixtureManifest } from '@echonet/models/testing';
import type { CohortClip } from '../../data/prepared/open-prepared';
import { volumeTasks, type VolumeTask } from '../../learning/volumes/volume-tasks';
import { fitVolumeIntervals } from './fit-volume-intervals';
import { predictImages, type PredictedVolumes, type VolumeModel } from './predict-volumes';
import { summariseOcclusion } from './summarise-occlusion';

const labelled = (EDV: number, ESV: number): CohortClip['labels'] => ({
  ...{ EDV, ESV },
  EF: (100 * (EDV - ESV)) / EDV,
});

const outputs = [{ chamber: 'LV', mean: 8, std: 0.5 }] as const;

describe('the tasks of volumes', () => {
  it('are those whose chamber the network says and whose labels differ', () => {
    const training = [labelled(100, 40), labelled(150, 90)].map((labels) => ({ labels }));
    const tasks = volumeTasks(outputs, training);
    expect(tasks.map(({ id }) => id)).toEqual(['EF', 'EDV', 'ESV']);
    expect(tasks[1]).toMatchObject({ unit: 'mL', range: [100, 150], outputIndex: 0, labelMean: 8 });
  });
});

describe('a prediction of images', () => {
  it('says volumes by the scale, and perFrame in cubic pixels', async () => {
    const tasks = volumeFixtureManifest.tasks as unknown as VolumeTask[];
    const model = {
      manifest: { input: volumeFixtureManifest.input, tasks },
      network: {
        outputs: 2,
        forward: (images: Float32Array) =>
          Promise.resolve(new Float32Array((2 * images.length) / 256).fill(0)),
      },
    } as unknown as VolumeModel;
    const images = [new Float32Array(256), new Float32Array(256)];
    const { prediction, perFrame } = await predictImages(model, images, { mmPerPixel: 2 });
    expect(perFrame['EDV'][0]).toBeCloseTo(Math.exp(8), 3);
    expect(prediction['EDV'].mean).toBeCloseTo(Math.exp(8) * 0.2 ** 3, 5);
    const { EDV } = (await predictImages(model, images, {})).prediction;
    expect(EDV).toBeUndefined();
  });
});

describe('intervals of volumes', () => {
  const tasks = volumeTasks(outputs, [
    { labels: labelled(100, 40) },
    { labels: labelled(150, 90) },
  ]);
  /** Predictions of EDV that are too high by one to twenty percent. */
  const clips = (subset: PredictedVolumes['subset']) =>
    Array.from({ length: 20 }, (_, i) => {
      const EDV = 100 + 10 * i;
      return {
        ...{ subset, perFrame: {} },
        clip: { patientId: `${subset}${i}`, labels: { EDV } } as unknown as CohortClip,
        prediction: { EDV: { mean: EDV * (1 + (i + 1) / 100) } },
      } as unknown as PredictedVolumes;
    });

  it('are fit on the calibration patients and counted on the test patients', () => {
    const { EDV, EF } = fitVolumeIntervals(tasks, [...clips('calibration'), ...clips('test')]);
    expect(EDV.patients).toBe(20);
    expect(EDV.coverage.all).toMatchObject({ held: 19, clips: 20 });
    expect(EF).toBeUndefined();
  });
});

describe('the effect of occlusion', () => {
  it('is counted as large beyond the interval', () => {
    const occluded = [50, 90].map((chamber, i) => ({
      ...{ taskId: 'EDV', patientId: String(i), unoccluded: 100, chamber, elsewhere: 99 },
    }));
    const { EDV } = summariseOcclusion(occluded, {
      EDV: { scale: 'logarithmic', halfWidth: Math.log(1.5) },
    });
    expect(EDV).toEqual({
      ...{ clips: 2, chamber: 30, elsewhere: 1, chamberBeyond: 1, elsewhereBeyond: 0 },
    });
  });
});
