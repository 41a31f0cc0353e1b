import { describe, expect, it } from '@jest/globals';
import { regionCode, type Region, type Scene } from '../scene/scene';
import type { Acoustics } from './acoustics';
import type { Machine } from './machine';
import { createScanner } from './scanner';

const machine: Machine = {
  make: 'cart',
  frequencyMHz: 2.5,
  pulsePeriods: 2,
  apertureCm: 1.8,
  focusCm: 8,
  depthCm: 15,
  halfAngle: 0.7,
  tipAboveFaceCm: 0,
  beams: 60,
  samplesPerBeam: 240,
  frameTimeMs: 20,
  gainDb: 0,
  timeGainErrorsDb: [0, 0],
  assumedAttenuation: 0.54,
  dynamicRangeDb: 120,
  greyGamma: 1,
  greyContrast: 0,
  noiseDb: -120,
  sideLobeDb: -90,
  persistenceMs: 0,
  smoothing: 0,
  edgeEnhancement: 0,
};
const acoustics: Acoustics = {
  fatThicknessCm: 0.3,
  attenuationDbPerCm: 0,
  nearFieldClutter: 0,
  myocardialGainDb: 0,
  windowHalfWidthCm: 3,
};

/** A static scene. */
const still = (regionAt: (lateral: number, depth: number) => Region): Scene => ({
  at: () => ({
    reflectors: [],
    cut(lateral, depth, into) {
      for (let i = 0; i < lateral.length; i++) {
        into.region[i] = regionCode[regionAt(lateral[i], depth[i])];
        into.materialX[i] = lateral[i];
        into.materialY[i] = depth[i];
        into.materialZ[i] = 0;
      }
    },
  }),
});

interface Setting {
  readonly machine?: Partial<Machine>;
  readonly acoustics?: Partial<Acoustics>;
  readonly seed?: number;
}

/** Mean level of the middle beams of one frame between two depths in cm; dB. */
function levelOf(scene: Scene, setting: Setting = {}): (from: number, to: number) => number {
  const scanner = createScanner(
    setting.seed ?? 1,
    scene,
    { ...machine, ...setting.machine },
    { ...acoustics, ...setting.acoustics },
  );
  const greyValues = scanner.scan(0, 20);
  const { beams, samplesPerBeam, sampleSpacing } = scanner.grid;
  return (from, to) => {
    let [sum, count] = [0, 0];
    for (let beam = Math.round(beams * 0.3); beam < beams * 0.7; beam++) {
      for (let cm = from; cm < to; cm += sampleSpacing) {
        sum += greyValues[beam * samplesPerBeam + Math.floor(cm / sampleSpacing)];
        count++;
      }
    }
    return (sum / count / 255) * machine.dynamicRangeDb;
  };
}

describe('the scanner', () => {
  const tissue = still(() => 'softTissue');

  it('gives the same frames for the same seed, and others for another', () => {
    const frames = (seed: number): string[] => {
      const scanner = createScanner(seed, tissue, { ...machine, noiseDb: -50 }, acoustics);
      return [0, 0.1].map((phase) => scanner.scan(phase, 20).join());
    };
    const [first, second] = frames(1);
    expect(frames(1).join() === [first, second].join()).toBe(true);
    expect(frames(2)[0] === first).toBe(false);
    // Noise differs between frames.
    expect(second === first).toBe(false);
  });

  it('darkens with depth by the attenuation that the time-gain curve does not compensate', () => {
    const level = levelOf(tissue, { acoustics: { attenuationDbPerCm: 2 } });
    const usual = levelOf(tissue);
    for (const depth of [5, 8, 11]) {
      const lost = usual(depth, depth + 1) - level(depth, depth + 1);
      expect(Math.abs(lost - 2 * (depth + 0.5))).toBeLessThan(0.5);
    }
    // The curve compensates too little where the tissue attenuates more than assumed.
    const assumed = levelOf(tissue, { machine: { assumedAttenuation: 0.34 } });
    const slope = usual(11, 12) - assumed(11, 12) - (usual(5, 6) - assumed(5, 6));
    expect(Math.abs(slope - 2 * 0.2 * machine.frequencyMHz * 6)).toBeLessThan(0.3);
  });

  it('casts a shadow behind calcium that matches its attenuation', () => {
    const thickness = 0.5;
    const calcified = still((_, depth) =>
      depth > 5 && depth < 5 + thickness ? 'calcification' : 'softTissue',
    );
    // Haze fills shadows, so this body has none.
    const clear = { acoustics: { nearFieldClutter: -5 } };
    const loss = levelOf(tissue, clear)(9, 13) - levelOf(calcified, clear)(9, 13);
    const stated = 2 * (6.9 - 0.54) * machine.frequencyMHz * thickness;
    expect(Math.abs(loss - stated)).toBeLessThan(1.5);
    expect(levelOf(calcified)(5, 5.3)).toBeGreaterThan(levelOf(tissue)(5, 5.3) + 10);
  });

  it('shows reverberation behind gas, whatever tissue is there', () => {
    const behind = (region: Region): ((from: number, to: number) => number) =>
      levelOf(
        still((_, depth) => (depth > 4 && depth < 4.3 ? 'lung' : depth > 4 ? region : 'fat')),
      );
    // Bright pericardium and black fluid look the same.
    expect(Math.abs(behind('pericardium')(6, 7) - behind('fluid')(6, 7))).toBeLessThan(2);
    // It fades from the surface on.
    expect(behind('fluid')(5, 6)).toBeGreaterThan(behind('fluid')(8, 9) + 8);
  });

  it('shows interfaces perpendicular to the beam, and loses those parallel to it', () => {
    const square = levelOf(still((_, depth) => (depth < 8 ? 'lvCavity' : 'lvWall')));
    // The same wall beside the same cavity, but their border runs down the middle beams.
    const along = createScanner(
      1,
      still((lateral) => (lateral < 0 ? 'lvCavity' : 'lvWall')),
      machine,
      acoustics,
    );
    const greyValues = along.scan(0, 20);
    const border: number[] = [];
    for (let beam = 30; beam < 32; beam++) {
      for (let sample = 124; sample < 132; sample++) {
        border.push(greyValues[beam * 240 + sample]);
      }
    }
    const alongDb =
      (border.reduce((a, b) => a + b, 0) / border.length / 255) * machine.dynamicRangeDb;
    expect(square(8, 8.2)).toBeGreaterThan(alongDb + 6);
  });

  it('shows blood far darker than muscle but above fluid, and noise that grows with depth', () => {
    const layer = (region: Region): number =>
      levelOf(still((_, depth) => (depth > 8 && depth < 10 ? region : 'softTissue')))(8.5, 9.5);
    expect(layer('lvWall') - layer('lvCavity')).toBeGreaterThan(15);
    expect(layer('lvCavity') - layer('fluid')).toBeGreaterThan(0.5);
    const noisy = levelOf(
      still(() => 'fluid'),
      { machine: { noiseDb: -50 } },
    );
    const growth = noisy(12, 13) - noisy(8, 9);
    expect(Math.abs(growth - 2 * 0.54 * machine.frequencyMHz * 4)).toBeLessThan(1);
  });

  it('brightens the near field with haze', () => {
    const blood = still(() => 'lvCavity');
    const clear = levelOf(blood);
    const hazy = levelOf(blood, { acoustics: { nearFieldClutter: 1 } });
    expect(hazy(1, 2) - clear(1, 2)).toBeGreaterThan(5);
    expect(hazy(1, 2) - clear(1, 2)).toBeGreaterThan(hazy(9, 10) - clear(9, 10));
  });

  it('keeps a part of the previous frame where the machine averages frames', () => {
    const machineThatAverages = { ...machine, persistenceMs: 40, noiseDb: -40 };
    const difference = (setting: Machine): number => {
      const scanner = createScanner(
        1,
        still(() => 'fluid'),
        setting,
        acoustics,
      );
      const before = Float32Array.from(scanner.scan(0, 20));
      scanner.scan(0, 20);
      const after = scanner.scan(0, 20);
      return Math.sqrt(
        after.reduce((sum, grey, i) => sum + (grey - before[i]) ** 2, 0) / after.length,
      );
    };
    expect(difference(machineThatAverages)).toBeLessThan(
      0.8 * difference({ ...machineThatAverages, persistenceMs: 0 }),
    );
  });

  it('shows a lead as a bright line with a faint shadow', () => {
    const points: number[] = [];
    for (let lateral = -2; lateral <= 2; lateral += 0.05) {
      points.push(lateral, 7, 0);
    }
    const blood = still(() => 'lvCavity');
    const withLead: Scene = {
      at: (phase) => ({
        ...blood.at(phase),
        cut: blood.at(phase).cut,
        reflectors: [{ points: Float32Array.from(points), radiusCm: 0.1 }],
      }),
    };
    const [plain, lead] = [levelOf(blood), levelOf(withLead)];
    expect(lead(7, 7.1)).toBeGreaterThan(plain(7, 7.1) + 25);
    expect(plain(12, 14) - lead(12, 14)).toBeGreaterThan(0.8);
  });
});
