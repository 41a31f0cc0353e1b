import { TransferSyntax } from '@echonet/dicom';
import { pixelAttributes, type Cine } from '@echonet/dicom/node';
import { randomStream } from '@echonet/models/random';
import { manufacturerOf, cineAttributes, type ClipPlace } from '../dicom/cine-attributes';
import { beatClock, heartScene, scanPlane } from '../heart';
import { drawPatient } from '../patient';
import { phantomViews, type PhantomClip } from './phantom-clip';
import { drawAnnotations } from '../screen/annotations';
import { sectorGeometry } from '../screen/sector-geometry';
import { structuresAt, type ImagePoints } from './structures';
import { colourShare, drawMachine } from '../ultrasound/machine';
import { bModeOn } from '../views/b-mode';

export interface SimulatedCine {
  /** Rows * Columns * samplesPerPixel values each. */
  readonly frames: readonly Uint8Array[];
  readonly samplesPerPixel: 1 | 3;
  /** Naturalised DICOM attributes, without those of the pixels. */
  readonly attributes: Readonly<Record<string, unknown>>;
  /**
   * The structure under each point of a frame, see {@link structuresAt}.
   *
   * @param index from 0
   */
  readonly structures: (index: number, points: ImagePoints) => Uint8Array;
}

/** Longest ECG that a screen shows before the first frame. */
const ecgBeforeMs = 5000;

/**
 * Simulates a clip: the scan plane of the view through a patient's heart, scanned by a machine and
 * shown on its screen. The same clip gives the same bytes.
 */
export function simulateCine(
  clip: PhantomClip,
  { seriesNumber = 1, seriesDescription = `${clip.view} simulated` }: Partial<ClipPlace> = {},
): SimulatedCine {
  const { Rows, Columns, frameCount, frameTimeMs } = clip.format;
  const { key, random, patient, plane, machine } = drawSetting(clip);
  const clock = beatClock(patient, random);
  const phaseAt = (timeMs: number) => clock(ecgBeforeMs + timeMs);
  const annotations = drawAnnotations(random, machine, patient.rhythm.heartRate);
  const samplesPerPixel = random() < colourShare ? 3 : 1;
  const geometry = sectorGeometry(machine, Rows, Columns, 0.9 + 0.1 * random());
  const scene = heartScene(patient, plane);
  const { acoustics } = patient;
  const size = { Rows, Columns };
  const image = bModeOn({ key, scene, machine, acoustics, phaseAt }, size, geometry, annotations);

  const frames = Array.from({ length: frameCount }, (_, number) => {
    const data = new Uint8Array(Rows * Columns * samplesPerPixel);
    image.paint({ ...size, samplesPerPixel, data }, number * frameTimeMs);
    return data;
  });
  return {
    frames,
    samplesPerPixel,
    attributes: cineAttributes({
      patient,
      clip,
      plane: plane.view,
      make: machine.make,
      geometry,
      place: { seriesNumber, seriesDescription },
    }),
    structures: (number, points) =>
      structuresAt(scene.at(phaseAt(number * frameTimeMs)), points, geometry),
  };
}

/** Time between two frames of the machine that a clip is scanned with, ms. */
export function machineFrameTimeMs(clip: Omit<PhantomClip, 'format'>): number {
  return drawSetting(clip).machine.frameTimeMs;
}

/** Draws patient, plane and machine. The order of the draws is part of the seed's meaning. */
function drawSetting({ seed, index, leadShare, view, take }: Omit<PhantomClip, 'format'>) {
  const key = [seed, index, view, take].join('/');
  const random = randomStream('clip', key);
  const patient = drawPatient(seed, index, { leadShare });
  const planes = phantomViews[view];
  const plane = scanPlane(planes[Math.floor(random() * planes.length)], patient, random);
  const machine = drawMachine(random, plane.imagingDepth);
  return { key, random, patient, plane, machine };
}

/** Manufacturer (0008,0070) of a clip, without simulating it. */
export function clipManufacturer(clip: PhantomClip): string {
  return manufacturerOf(drawSetting(clip).machine.make);
}

/** The cine as read from its lossless DICOM file, without writing one. */
export function asCine(
  { frames, samplesPerPixel, attributes }: SimulatedCine,
  { Rows, Columns }: PhantomClip['format'],
): Cine {
  const pixels = pixelAttributes({ Rows, Columns, samplesPerPixel, frameCount: frames.length });
  return {
    instance: {
      ...attributes,
      ...pixels,
      TransferSyntaxUID: TransferSyntax.ExplicitVRLittleEndian,
    },
    frame: (index) =>
      Promise.resolve({ Rows, Columns, channels: samplesPerPixel, data: frames[index] }),
  };
}
