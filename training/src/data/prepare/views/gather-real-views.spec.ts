import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { viewClassOf } from '@echonet/models/tasks';
import { writeCamusPatient } from '../../sources/camus/camus-fixture';
import type { Candidate, ClipOrigin } from '../candidate';
import { gatherRealViews } from './gather-real-views';
import { mirroredView } from './mirrored-view';

const root = mkdtempSync(path.join(os.tmpdir(), 'echonet-real-views-'));
const [camus, stills] = ['camus', 'stills'].map((name) => path.join(root, name));
const format = { Rows: 96, Columns: 128, frameCount: 2, frameTimeMs: 400 };
const sources = { camus, stills, phantoms: 16, seed: 3, format };

const named = (origin: ClipOrigin): string =>
  origin.format === 'changed' ? named(origin.of) : JSON.stringify(origin);

describe('gathering views of real hearts', () => {
  let candidates: readonly Candidate[];

  beforeAll(() => {
    writeCamusPatient(camus, 'patient0001');
    writeCamusPatient(camus, 'patient0001', '2CH');
    writeCamusPatient(camus, 'patient0002');
    const splits = path.join(camus, 'database_split');
    mkdirSync(splits);
    writeFileSync(path.join(splits, 'subgroup_training.txt'), 'patient0001');
    writeFileSync(path.join(splits, 'subgroup_validation.txt'), 'patient0002');
    for (const file of ['tte47/g_05_a3ch-la', 'tte47/g_06_a3ch-lv', 'tte47/g_08_a4ch-full']) {
      mkdirSync(path.dirname(path.join(stills, file)), { recursive: true });
      writeFileSync(path.join(stills, `${file}.jpg`), file);
    }
    candidates = gatherRealViews(sources).candidates;
  });
  afterAll(() => rmSync(root, { recursive: true }));

  it('is the same for the same seed', () => {
    expect(gatherRealViews(sources).candidates).toEqual(candidates);
    expect(gatherRealViews({ ...sources, seed: 4 }).candidates).not.toEqual(candidates);
  });

  it('labels by the view alone, and knows the class of every view', () => {
    for (const { view, labels } of candidates) {
      expect(labels).toEqual({});
      expect(viewClassOf(view)).toBeDefined();
    }
    const ofFirst = candidates.filter(({ patientId }) => patientId === 'patient0001');
    const classes = ofFirst.map(({ view }) => viewClassOf(view));
    expect(classes.filter((one) => one === 'A4C')).toHaveLength(2);
    expect(ofFirst.map(({ view }) => view)).toEqual(
      expect.arrayContaining([mirroredView, 'apical 4C, cut to two chambers', 'A2C']),
    );
  });

  it('puts all variants of a patient in its set, and every A4C still in the test', () => {
    const setsOf = new Map<string, Set<string | undefined>>();
    for (const { patientId, split } of candidates) {
      setsOf.set(patientId, (setsOf.get(patientId) ?? new Set()).add(split));
    }
    expect([...setsOf.values()].every(({ size }) => size === 1)).toBe(true);
    const setOf = (name: string) => [...setsOf.get(name)!][0];
    expect(setOf('patient0001')).toBe('train');
    expect(setOf('patient0002')).toBe('validation');
    expect(setOf('tte47/g_05_a3ch-la.jpg')).toBe('train');
    expect(setOf('tte47/g_06_a3ch-lv.jpg')).toBe('validation');
    expect(setOf('tte47/g_08_a4ch-full.jpg')).toBe('validation');
  });

  it('takes no look from images that are kept for the test', () => {
    const kept = new Set(
      candidates.filter(({ split }) => split !== 'train').map(({ origin }) => named(origin)),
    );
    const looks = candidates.flatMap(({ origin }) =>
      origin.format === 'changed' && origin.style ? [named(origin.style)] : [],
    );
    expect(looks.length).toBeGreaterThan(3);
    expect(looks.filter((look) => kept.has(look))).toEqual([]);
  });
});
