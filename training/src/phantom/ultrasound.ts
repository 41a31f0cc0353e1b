import { randomStream } from '../random';
import { ejectedShare, heartShape, type HeartShape } from './heart-cycle';
import { normalNumbers } from './normal-numbers';
import type { PhantomPatient } from './patient';
import { heartTissue, leadPath } from './tissue';

/** Samples along each beam and number of beams of the polar picture. */
export const samplesPerBeam = 360;
export const beams = 150;

/** One frame before scan conversion: log-compressed greys 0..255, beam after beam. */
export type PolarPicture = Float32Array;

/** Cells of the table of scatterers, 0.06 cm apart, repeated over the plane. */
const tableSide = 512;
const cellsPerCm = 1 / 0.06;

/** Metal in the beam: amplitude relative to myocardium, spacing and number of its echoes below. */
const leadAmplitude = 6;
const reverberation = { spacing: 0.22, echoes: 5, decay: 0.55 };

/**
 * The scanner in front of one patient. Scatterers are a complex Gaussian field that moves with the
 * tissue; the echo of a beam is that field times the tissue's amplitude, blurred by the
 * point-spread function along and across the beam, its envelope log-compressed. A convolution
 * model of speckle in the sense of Meunier and Bertrand, IEEE Trans Biomed Eng 42(12), 1995.
 */
export function createScanner(
  seed: number,
  patient: PhantomPatient,
): (phase: number, frame: number) => PolarPicture {
  const uniform = randomStream('scanner', seed, patient.index);
  const normal = normalNumbers(uniform);
  const { view } = patient;
  const scatterers = new Float32Array(tableSide * tableSide * 2);
  for (let i = 0; i < scatterers.length; i += 1) scatterers[i] = normal();
  const gain = receiveGain(patient, uniform);
  const endDiastole = heartShape(patient, 0);

  return (phase, frame) => {
    const shape = heartShape(patient, phase);
    const noise = normalNumbers(randomStream('noise', seed, patient.index, frame));
    const { amplitude, materialU, materialW } = insonify(patient, shape, endDiastole);
    if (patient.hasLead) addLead(amplitude, patient, shape, ejectedShare(phase));
    const real = new Float32Array(amplitude.length);
    const imaginary = new Float32Array(amplitude.length);
    for (let i = 0; i < amplitude.length; i += 1) {
      const column = (materialU[i] * cellsPerCm) & (tableSide - 1);
      const row = (materialW[i] * cellsPerCm) & (tableSide - 1);
      const at = (row * tableSide + column) * 2;
      real[i] = amplitude[i] * scatterers[at];
      imaginary[i] = amplitude[i] * scatterers[at + 1];
    }
    return compress(blur(real), blur(imaginary), gain, view.gainDb, view.dynamicRangeDb, noise);
  };
}

/** Tissue under every sample of every beam, and where that tissue was at end-diastole. */
function insonify(patient: PhantomPatient, shape: HeartShape, rest: HeartShape) {
  const { view, anatomy } = patient;
  const tissue = heartTissue(anatomy, shape);
  const count = beams * samplesPerBeam;
  const amplitude = new Float32Array(count);
  const materialU = new Float32Array(count);
  const materialW = new Float32Array(count);
  const [cos, sin] = [Math.cos(view.axisTilt), Math.sin(view.axisTilt)];
  const along = rest.length / shape.length;
  const across = (rest.radius + rest.wallThickness) / (shape.radius + shape.wallThickness);
  // The outer border of the apex hardly moves: a thicker wall pushes the endocardial apex down.
  const apexDepth = view.apexDepth + shape.wallThickness - rest.wallThickness;
  for (let beam = 0, i = 0; beam < beams; beam += 1) {
    const angle = view.halfAngle * ((2 * (beam + 0.5)) / beams - 1);
    const [sinBeam, cosBeam] = [Math.sin(angle), Math.cos(angle)];
    for (let sample = 0; sample < samplesPerBeam; sample += 1, i += 1) {
      const range = ((sample + 0.5) / samplesPerBeam) * view.depth;
      const x = range * sinBeam - view.apexShift;
      const y = range * cosBeam - apexDepth;
      const u = (x * -sin + y * cos) / view.foreshortening;
      const w = x * cos + y * sin;
      amplitude[i] = tissue(u, w);
      // Full tissue motion in and near the heart, fading away from it.
      const near = 1 / (1 + Math.exp(1.6 * (Math.abs(w) - 6)));
      materialU[i] = u * (1 + (along - 1) * near) + 64;
      materialW[i] = w * (1 + (across - 1) * near) + 64;
    }
  }
  return { amplitude, materialU, materialW };
}

/** Draws the lead: a bright line, its reverberations below it and a slight shadow. */
function addLead(
  amplitude: Float32Array,
  patient: PhantomPatient,
  shape: HeartShape,
  ejected: number,
): void {
  const { view, anatomy } = patient;
  const [cos, sin] = [Math.cos(view.axisTilt), Math.sin(view.axisTilt)];
  const apexDepth = view.apexDepth + shape.wallThickness - heartShape(patient, 0).wallThickness;
  const samplesPerCm = samplesPerBeam / view.depth;
  const shadow = new Float32Array(beams).fill(Infinity);
  const sway = 0.12 * Math.sin(Math.PI * ejected);
  for (const [u, w] of leadPath(anatomy, shape)) {
    const pu = u * view.foreshortening;
    const pw = w + sway;
    const x = pu * -sin + pw * cos + view.apexShift;
    const y = pu * cos + pw * sin + apexDepth;
    const range = Math.hypot(x, y);
    const angle = Math.atan2(x, y);
    const beam = Math.floor((angle / view.halfAngle + 1) * 0.5 * beams);
    const width = Math.max(0, Math.round(0.055 / ((range * 2 * view.halfAngle) / beams)));
    for (let b = Math.max(0, beam - width); b <= Math.min(beams - 1, beam + width); b += 1) {
      shadow[b] = Math.min(shadow[b], range);
      for (let echo = 0; echo <= reverberation.echoes; echo += 1) {
        const depth = range + echo * reverberation.spacing;
        const centre = Math.round(depth * samplesPerCm);
        const level = leadAmplitude * reverberation.decay ** echo;
        for (let sample = centre - 1; sample <= centre + 1; sample += 1) {
          if (sample < 0 || sample >= samplesPerBeam) continue;
          const i = b * samplesPerBeam + sample;
          amplitude[i] = Math.max(amplitude[i], level);
        }
      }
    }
  }
  for (let beam = 0; beam < beams; beam += 1) {
    const from = Math.ceil((shadow[beam] + 1.4) * samplesPerCm);
    for (let sample = from; sample < samplesPerBeam; sample += 1) {
      amplitude[beam * samplesPerBeam + sample] *= 0.6;
    }
  }
}

/** Gain of every sample in dB: leftover attenuation, lateral dropout, uneven beams, near field. */
function receiveGain(patient: PhantomPatient, uniform: () => number): Float32Array {
  const { view } = patient;
  const gain = new Float32Array(beams * samplesPerBeam);
  const waves = Array.from({ length: 4 }, (_, k) => ({
    height: (2.4 / (k + 1)) * (uniform() - 0.5) * 2,
    frequency: 1 + 2 * k + uniform(),
    offset: uniform() * 2 * Math.PI,
  }));
  const ribSide = uniform() < 0.25 ? (uniform() < 0.5 ? -1 : 1) : 0;
  for (let beam = 0, i = 0; beam < beams; beam += 1) {
    const across = (2 * (beam + 0.5)) / beams - 1;
    let beamGain = -view.edgeDropoutDb * Math.abs(across) ** 3;
    for (const { height, frequency, offset } of waves) {
      beamGain += height * Math.sin(frequency * across * Math.PI + offset);
    }
    if (ribSide !== 0) beamGain -= 14 / (1 + Math.exp(-22 * (across * ribSide - 0.86)));
    for (let sample = 0; sample < samplesPerBeam; sample += 1, i += 1) {
      const range = ((sample + 0.5) / samplesPerBeam) * view.depth;
      const nearField = 14 * view.nearFieldClutter * Math.exp(-range / 0.7);
      gain[i] = beamGain - view.attenuationDbPerCm * range + nearField;
    }
  }
  return gain;
}

/** Point-spread function: half a millimetre along the beam, about 1.3 degrees across it. */
const alongBeam = [0.12, 0.38, 0.12];
const acrossBeams = [0.08, 0.26, 0.5, 0.62, 0.5, 0.26, 0.08];

function blur(field: Float32Array): Float32Array {
  const along = new Float32Array(field.length);
  for (let i = 1; i < field.length - 1; i += 1) {
    along[i] = alongBeam[0] * field[i - 1] + alongBeam[1] * field[i] + alongBeam[2] * field[i + 1];
  }
  const blurred = new Float32Array(field.length);
  const reach = (acrossBeams.length - 1) / 2;
  for (let beam = 0; beam < beams; beam += 1) {
    for (let tap = -reach; tap <= reach; tap += 1) {
      const from = beam + tap;
      if (from < 0 || from >= beams) continue;
      const weight = acrossBeams[tap + reach];
      const source = from * samplesPerBeam;
      const target = beam * samplesPerBeam;
      for (let sample = 0; sample < samplesPerBeam; sample += 1) {
        blurred[target + sample] += weight * along[source + sample];
      }
    }
  }
  return blurred;
}

/** Envelope amplitude that a gain of 0 dB shows as white. */
const whiteLevel = 2.6;
/** Electronic noise, relative to myocardium. */
const noiseLevel = 0.006;

function compress(
  real: Float32Array,
  imaginary: Float32Array,
  gain: Float32Array,
  overallDb: number,
  dynamicRangeDb: number,
  noise: () => number,
): PolarPicture {
  const picture = new Float32Array(real.length);
  const perNeper = 20 / Math.LN10;
  const floor = [Math.abs(noise()), Math.abs(noise())];
  let jitter = 0x9e3779b9 ^ Math.floor((floor[0] + floor[1]) * 1e6);
  for (let i = 0; i < real.length; i += 1) {
    jitter = (Math.imul(jitter, 1664525) + 1013904223) | 0;
    const envelope =
      Math.hypot(real[i], imaginary[i]) + noiseLevel * (0.5 + (jitter >>> 8) / 2 ** 24);
    const decibel = perNeper * Math.log(envelope / whiteLevel) + gain[i] + overallDb;
    const grey = 255 * (1 + decibel / dynamicRangeDb);
    picture[i] = grey < 0 ? 0 : grey > 255 ? 255 : grey;
  }
  return picture;
}
