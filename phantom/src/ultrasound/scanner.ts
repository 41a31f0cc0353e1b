import { normalStream, randomStream } from '@echonet/models/random';
import type { Scene, TissueSamples } from '../scene/scene';
import { aberration, edgeLossDb, type Acoustics } from './acoustics';
import { beamGrid, type BeamGrid } from './beam-grid';
import { Clutter } from './clutter';
import { Display, timeGain } from './display';
import { Interfaces } from './interfaces';
import type { Machine } from './machine';
import { PointSpread } from './point-spread';
import { Propagation } from './propagation';
import { Scatterers } from './scatterers';
import { reflect, shadowBehind } from './thin-reflectors';
import { echoTable } from './tissue-echoes';
import { WallAngle } from './wall-angle';

/** One frame before scan conversion: grey values 0..255, beam after beam. */
export type PolarImage = Float32Array;

/** A machine in front of one scene. */
export interface Scanner {
  readonly grid: BeamGrid;
  /**
   * Scans one frame. Frames of a clip follow each other in time, since machines average them.
   *
   * @param phase part of the heart's cycle since end-diastole, 0..1
   * @param sinceLastMs time since the frame before
   * @returns overwritten by the next frame
   */
  scan(phase: number, sinceLastMs: number): PolarImage;
}

/** What a frame passes through. */
export type ScanStage = 'cut' | 'propagation' | 'walls' | 'scatterers' | 'blur' | 'display';

/** Specular echo of a full step of reflectivity, in amplitudes of myocardium. */
const specularAmplitude = 2.2;
/** How much of it is a smooth mirror; the rest is rough and speckles. */
const smoothShare = 0.3;

/**
 * Puts a machine in front of a scene. Scatterers that move with the tissue, weighted by its
 * backscatter and by what is left of the pulse, and the echoes of interfaces are blurred by the
 * point-spread function; clutter and noise join them; envelope, time-gain curve, logarithm and grey
 * map make the image. The convolution model is cited at {@link PointSpread}.
 *
 * @param seed with the scene's, the same seed gives the same frames
 * @param onStage called at the end of each stage, for the benchmark
 */
export function createScanner(
  seed: string | number,
  scene: Scene,
  machine: Machine,
  acoustics: Acoustics,
  onStage?: (stage: ScanStage) => void,
): Scanner {
  const random = randomStream('scanner', seed);
  const grid = beamGrid(machine);
  const count = grid.beams * grid.samplesPerBeam;
  const floats = (): Float32Array => new Float32Array(count);
  const tissue: TissueSamples = {
    region: new Uint8Array(count),
    materialX: floats(),
    materialY: floats(),
    materialZ: floats(),
  };
  const [echo, pressure, specular, incidence, real, imaginary] = [
    floats(),
    floats(),
    floats(),
    floats(),
    floats(),
    floats(),
  ];
  const table = echoTable(acoustics.myocardialGainDb);
  const noise = complexNoise();
  const scatterers = new Scatterers(random, grid);
  const propagation = new Propagation(
    grid,
    table,
    machine.frequencyMHz,
    acoustics.attenuationDbPerCm,
  );
  const interfaces = new Interfaces(grid);
  const wallAngle = new WallAngle(grid);
  const clutter = new Clutter(random, grid, acoustics, noise);
  const pointSpread = new PointSpread(grid, machine, aberration(acoustics));
  const display = new Display(grid, machine, timeGain(machine, grid.range));
  const sampleGain = focusGain(machine, grid);
  const beamGain = contactGain(acoustics, grid.beams, random);
  const noiseLevel = 10 ** (machine.noiseDb / 20);

  return {
    grid,
    scan(phase, sinceLastMs) {
      const moment = scene.at(phase);
      moment.cut(grid.lateral, grid.depth, tissue);
      onStage?.('cut');
      propagation.integrate(tissue.region);
      shadowBehind(moment.reflectors, grid, machine, propagation.lossDb);
      propagation.smoothAcrossBeams();
      wallAngle.find(tissue.region, table.reflectivity, incidence);
      propagation.echoes(tissue.region, incidence, sampleGain, beamGain, echo, pressure);
      onStage?.('propagation');
      interfaces.find(tissue.region, table.reflectivity, specular);
      for (let i = 0; i < count; i++) {
        specular[i] *= specularAmplitude * pressure[i];
        echo[i] += (1 - smoothShare) * specular[i];
      }
      scatterers.place(tissue, table.flows, random());
      scatterers.vary(table.flows, echo);
      onStage?.('walls');
      scatterers.scatter(echo, real, imaginary);
      onStage?.('scatterers');
      for (let i = 0; i < count; i++) real[i] += smoothShare * specular[i];
      reflect(moment.reflectors, grid, machine, pressure, real);
      clutter.add(real, imaginary, startIn(noise, random()));
      pointSpread.blur(real);
      pointSpread.blur(imaginary);
      onStage?.('blur');
      addNoise(real, imaginary, noise, noiseLevel, startIn(noise, random()));
      const image = display.show(real, imaginary, sinceLastMs);
      onStage?.('display');
      return image;
    },
  };
}

/** Complex numbers of a table of noise; a prime, so that beams never meet the same run twice. */
const noiseCount = 65_537;
let noiseTable: Float32Array | undefined;

/** Complex Gaussian noise of unit power, real and imaginary parts in turn; made once. */
function complexNoise(): Float32Array {
  if (!noiseTable) {
    const normal = normalStream(randomStream('noise'));
    noiseTable = new Float32Array(2 * noiseCount).map(() => normal() * Math.SQRT1_2);
  }
  return noiseTable;
}

const startIn = (noise: Float32Array, share: number): number =>
  2 * Math.floor(share * (noise.length / 2 - 1));

function addNoise(
  real: Float32Array,
  imaginary: Float32Array,
  noise: Float32Array,
  level: number,
  start: number,
): void {
  for (let i = 0, at = start; i < real.length; i++, at += 2) {
    if (at >= noise.length) at = 0;
    real[i] += level * noise[at];
    imaginary[i] += level * noise[at + 1];
  }
}

/** Amplitude that the beam's shape gives each depth: most at the focus. */
function focusGain({ focusCm, depthCm }: Machine, { range }: BeamGrid): Float32Array {
  return range.map((distance) => {
    const off = (distance - focusCm) / depthCm;
    return 10 ** ((-6 * off * off) / 20);
  });
}

/** Amplitude of each beam: both edges lose contact, and ribs and skin make beams uneven. */
function contactGain(acoustics: Acoustics, beams: number, random: () => number): Float32Array {
  const edges = [0, 1].map(() => edgeLossDb(acoustics) * (0.4 + 1.2 * random()));
  const waves = Array.from({ length: 4 }, (_, k) => ({
    heightDb: (2.2 / (k + 1)) * (2 * random() - 1),
    turns: 0.6 + 1.1 * k + random(),
    offset: 2 * Math.PI * random(),
  }));
  return Float32Array.from({ length: beams }, (_, beam) => {
    const across = (2 * (beam + 0.5)) / beams - 1;
    const loss = edges[across < 0 ? 0 : 1] * Math.abs(across) ** 3;
    const uneven = waves.reduce(
      (sum, { heightDb, turns, offset }) =>
        sum + heightDb * Math.sin(Math.PI * turns * across + offset),
      0,
    );
    return 10 ** ((uneven - loss) / 20);
  });
}
