import { normalStream, randomStream } from '@echonet/models/random';
import { amplitudeOf } from '../math/scalar';
import { createTissueSamples, type Scene } from '../scene/scene';
import { aberration, edgeLossDb, type Acoustics } from './acoustics';
import { beamGrid, type BeamGrid } from './beam-grid';
import { Clutter } from './clutter';
import { Display, timeGain } from './display';
import { Interfaces } from './interfaces';
import type { Machine } from './machine';
import { PointSpread } from './point-spread';
import { Propagation } from './propagation';
import { addShadows } from './beam-shadows';
import { Scatterers } from './scatterers';
import { reflect, shadowBehind } from './thin-reflectors';
import { echoTable } from './tissue-echoes';
import { WallAngle } from './wall-angle';

/** One frame before scan conversion: beams x samplesPerBeam grey values, 0..255. */
export type PolarImage = Float32Array;

export interface Scanner {
  readonly grid: BeamGrid;
  /**
   * Scans one frame. Frames are scanned in the order of time, since machines average them.
   *
   * @param phase fraction of the heart's cycle since end-diastole, 0..1
   * @param sinceLastMs time since the previous frame
   * @returns overwritten by the next frame
   */
  readonly scan: (phase: number, sinceLastMs: number) => PolarImage;
}

export type ScanStage = 'cut' | 'propagation' | 'walls' | 'scatterers' | 'blur' | 'display';

/** Specular echo of a reflectivity step of 1, relative to myocardium. */
const specularAmplitude = 2.2;
/** Share of it from smooth surfaces; the rest is rough and gives speckle. */
const smoothShare = 0.3;

/**
 * Scatterers that move with the tissue, weighted by its backscatter and by the attenuated pulse,
 * and the echoes of interfaces are convolved with the point-spread function; clutter and noise are
 * added; envelope detection, time gain, logarithmic compression and grey map make the image. The
 * convolution model is cited at {@link PointSpread}.
 *
 * @param seed the same seed and scene give the same frames
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
  const tissue = createTissueSamples(count);
  const [echo, pressure, specular, incidence, real, imaginary] = [
    floats(),
    floats(),
    floats(),
    floats(),
    floats(),
    floats(),
  ];
  const table = echoTable(acoustics.myocardialGainDb, acoustics.bloodGainDb);
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
  const noiseLevel = amplitudeOf(machine.noiseDb);
  const blood = bloodFlow(acoustics, random);
  const swirling = new Uint8Array(table.flows.length);

  return {
    grid,
    scan(phase, sinceLastMs) {
      const moment = scene.at(phase);
      moment.cut(grid.lateral, grid.depth, tissue);
      onStage?.('cut');
      propagation.integrate(tissue.region);
      shadowBehind(moment.reflectors, grid, machine, propagation.lossDb);
      addShadows(acoustics.shadows ?? [], grid, propagation.lossDb);
      propagation.smoothAcrossBeams();
      wallAngle.find(tissue.region, table.reflectivity, incidence);
      propagation.echoes(tissue.region, incidence, sampleGain, beamGain, echo, pressure);
      onStage?.('propagation');
      interfaces.find(tissue.region, table.reflectivity, specular);
      for (let i = 0; i < count; i++) {
        specular[i] *= specularAmplitude * pressure[i];
        echo[i] += (1 - smoothShare) * specular[i];
      }
      scatterers.place(tissue, table.flows, blood.next());
      scatterers.vary(blood.swirls ? swirling : table.flows, echo);
      onStage?.('walls');
      scatterers.scatter(echo, real, imaginary);
      onStage?.('scatterers');
      for (let i = 0; i < count; i++) {
        real[i] += smoothShare * specular[i];
      }
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

/** Where blood is in the table of scatterers, frame by frame. */
function bloodFlow({ bloodDrift }: Acoustics, random: () => number) {
  let at = 0;
  return {
    /** Patches of blood stay together. */
    swirls: bloodDrift !== undefined,
    next: () => (bloodDrift === undefined ? random() : (at += bloodDrift * (0.5 + random()))),
  };
}

/** Complex numbers in the table of noise; a prime, so that beams do not repeat it. */
const noiseCount = 65_537;
let noiseTable: Float32Array | undefined;

/** Complex Gaussian noise of unit power, real and imaginary parts interleaved; computed once. */
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
    if (at >= noise.length) {
      at = 0;
    }
    real[i] += level * noise[at];
    imaginary[i] += level * noise[at + 1];
  }
}

/** Amplitude by depth: highest at the focus. */
function focusGain({ focusCm, depthCm }: Machine, { range }: BeamGrid): Float32Array {
  return range.map((distance) => {
    const off = (distance - focusCm) / depthCm;
    return amplitudeOf(-6 * off * off);
  });
}

/** Amplitude by beam: both edges lose contact, and ribs and skin cause variation. */
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
    return amplitudeOf(uneven - loss);
  });
}
