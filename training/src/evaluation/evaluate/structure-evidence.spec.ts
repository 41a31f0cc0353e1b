import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Network } from '@echonet/models';
import { randomStream } from '@echonet/models/random';
import type { Cohort } from '../../data/prepared/open-prepared';
import { writePreparedFixture } from '../../data/prepared/prepared-fixture';
import { assessStructures } from '../report/assess-structures';
import { findTasks } from '../../data/find-tasks';
import type { TrainingRun } from '../../learning/train/config';
import { standardiseTasks } from '../../learning/train/standardisation';
import { clipLogits, type ClipLogits } from './predict-clips';
import { structureEvidence } from './structure-evidence';

const size = 24;
const names = ['none', 'LV', 'LVWall', 'LA', 'RV', 'RA', 'aorta', 'lead'];
const directory = mkdtempSync(path.join(os.tmpdir(), 'echonet-structures-'));

const tasks = standardiseTasks(findTasks(['lead', 'EF', 'age']), [
  { labels: { lead: 0, EF: 40, age: 40 } },
  { labels: { lead: 1, EF: 60, age: 60 } },
]);
const record = {
  tasks,
  input: { size, channels: 1, mean: 0, std: 1, frameIntervalMs: 100, frameCount: 2, view: 'A4C' },
  config: { seed: 1 },
} as unknown as TrainingRun;

/** An ideal network, whose logits depend only on the number of bright pixels. */
const network: Network = {
  inputShape: [size, size, 1],
  outputs: tasks.length,
  outputShape: [1, 1, tasks.length],
  batchSize: 1,
  gradientBatchSize: 1,
  forward: (greyValues) => {
    const images = greyValues.length / size ** 2;
    return Promise.resolve(
      Float32Array.from({ length: images * tasks.length }, (_, i) => {
        const image = Math.floor(i / tasks.length);
        const pixels = greyValues.subarray(image * size ** 2, (image + 1) * size ** 2);
        return 0.5 * pixels.filter((grey) => grey > 0.8).length - 5;
      }),
    );
  },
  inputGradient: (greyValues) =>
    Promise.resolve(greyValues.map((grey) => (grey > 0.8 ? 1 : 0.001))),
  dispose: () => undefined,
};

/** Every other patient has a lead of 24 pixels; the ventricle fills a quarter of the image. */
function clipsWithLeads() {
  return Array.from({ length: 8 }, (_, patient) => {
    const lead = patient % 2;
    const random = randomStream('structures', patient);
    const codes = Uint8Array.from({ length: size ** 2 }, (_, pixel) => {
      const [row, column] = [Math.floor(pixel / size), pixel % size];
      if (lead && row >= 6 && row < 18 && column >= 4 && column < 6) {
        return names.indexOf('lead');
      }
      return row >= 12 && column >= 12 ? names.indexOf('LV') : 0;
    });
    const greyValues = codes.map((code) => (code === 7 ? 230 : 60 + Math.floor(60 * random())));
    return {
      patientId: `p${patient}`,
      labels: { lead, EF: 40 + patient },
      frames: Uint8Array.from([...greyValues, ...greyValues]),
      mask: new Uint8Array(size ** 2).fill(1),
      structures: Uint8Array.from([...codes, ...codes]),
    };
  });
}

async function predicted({ clips }: Cohort): Promise<ClipLogits[]> {
  return Promise.all(
    clips.map(async (clip) => ({
      clip,
      subset: 'test' as const,
      logits: await clipLogits(network, clip, record),
    })),
  );
}

describe('structureEvidence', () => {
  let cohort: Cohort;

  beforeAll(async () => {
    cohort = await writePreparedFixture(directory, size, clipsWithLeads(), names);
  });
  afterAll(() => rmSync(directory, { recursive: true }));

  it('measures the saliency of a network that reads leads on the leads', async () => {
    const { structureSaliency } = (await structureEvidence(
      network,
      await predicted(cohort),
      record,
      cohort.index.structures,
    ))!;
    const ofLead = structureSaliency.filter(({ taskId }) => taskId === 'lead');
    expect(ofLead.map(({ patientId }) => patientId)).toEqual(['p1', 'p3', 'p5', 'p7']);
    for (const { inside, area } of ofLead) {
      expect(inside).toBeGreaterThan(0.8);
      expect(area).toBeLessThan(0.12);
    }
    const ofEjectionFraction = structureSaliency.filter(({ taskId }) => taskId === 'EF');
    expect(ofEjectionFraction).toHaveLength(8);
    for (const { area } of ofEjectionFraction) {
      expect(area).toBeCloseTo(0.25, 6);
    }
    expect(structureSaliency.some(({ taskId }) => taskId === 'age')).toBe(false);
  });

  it('flips the finding when the lead is occluded, but not an equal area elsewhere', async () => {
    const evidence = (await structureEvidence(
      network,
      await predicted(cohort),
      record,
      cohort.index.structures,
    ))!;
    expect(evidence.occluded).toHaveLength(4);
    const results = assessStructures(
      {
        title: '',
        simulated: true,
        intendedUse: '',
        provenance: {},
        ...evidence,
        tasks: [],
        clips: [],
        seed: 1,
      },
      { lead: 0.5 },
      { resamples: 50, seed: 1 },
    )!;
    const [{ clips, effects }] = results.occlusion;
    expect(clips).toBe(4);
    expect(effects.map(({ place, fill, flipped }) => [place, fill, flipped])).toEqual([
      ['structure', 'surroundings', 4],
      ['structure', 'mask', 4],
      ['elsewhere', 'surroundings', 0],
      ['elsewhere', 'mask', 0],
    ]);
    expect(effects[0].change?.value).toBeLessThan(-0.9);
    expect(effects[0].interval?.low).toBeGreaterThan(0.4);
    const lead = results.saliency.find(({ taskId }) => taskId === 'lead')!;
    expect(lead.ratio?.value).toBeGreaterThan(8);
  });

  it('returns undefined for data without structure codes', async () => {
    const plain = await writePreparedFixture(
      path.join(directory, 'plain'),
      size,
      clipsWithLeads().map((clip) => ({ ...clip, structures: undefined })),
    );
    const clips = await predicted(plain);
    expect(await structureEvidence(network, clips, record, plain.index.structures)).toBeUndefined();
  });
});
