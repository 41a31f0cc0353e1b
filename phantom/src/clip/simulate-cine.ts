import { TransferSyntax } from '@echonet/dicom';
import { pixelAttributes, type Cine } from '@echonet/dicom/node';
import { manufacturerOf, cineAttributes, type ClipPlace } from '../dicom/cine-attributes';
import { beatClock, heartScene } from '../heart';
import type { PhantomClip } from './phantom-clip';
import { drawSetting, type PhantomSetting } from './phantom-setting';
import { drawAnnotations } from '../screen/annotations';
import { sectorGeometry, zoomedGeometry, type SectorGeometry } from '../screen/sector-geometry';
import { unturned } from '../screen/turn-sector';
import { structuresAt, type ImagePoints } from './structures';
import { colourShare } from '../ultrasound/machine';
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
 *
 * @param change of what the clip draws, for a comparison
 */
export function simulateCine(
  clip: PhantomClip,
  { seriesNumber = 1, seriesDescription = `${clip.view} simulated` }: Partial<ClipPlace> = {},
  change: (setting: PhantomSetting) => PhantomSetting = (setting) => setting,
): SimulatedCine {
  const { Rows, Columns, frameCount, frameTimeMs } = clip.format;
  const { key, random, ...drawn } = drawSetting(clip);
  const { patient, plane, machine, look } = change(drawn);
  const clock = beatClock(patient, random);
  const phaseAt = (timeMs: number) => clock(ecgBeforeMs + timeMs);
  const annotations = drawAnnotations(random, machine, patient.rhythm.heartRate);
  const isColour = random() < colourShare || look?.colourMap !== undefined;
  const samplesPerPixel = isColour ? 3 : 1;
  const fitting = sectorGeometry(machine, Rows, Columns, 0.9 + 0.1 * random());
  const geometry = zoomedGeometry(fitting, look?.zoom ?? 1);
  const scene = heartScene(patient, plane);
  const { acoustics } = patient;
  const size = { Rows, Columns };
  const examination = { key, scene, machine, acoustics, phaseAt };
  const image = bModeOn(examination, size, geometry, annotations, look);

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
      geometry: look ? turnedFace(geometry, look) : geometry,
      place: { seriesNumber, seriesDescription },
    }),
    structures: (number, points) =>
      structuresAt(
        scene.at(phaseAt(number * frameTimeMs)),
        look ? unturnedPoints(geometry, look, points) : points,
        geometry,
      ),
  };
}

type Look = NonNullable<PhantomSetting['look']>;

/** The geometry with the probe's face where the turned screen shows it. */
function turnedFace(geometry: SectorGeometry, look: Look): SectorGeometry {
  const [faceX, faceY] = unturned(geometry, look, geometry.faceX, geometry.faceY);
  return { ...geometry, faceX, faceY };
}

/** Where the points of the turned screen lie on the unturned one. */
function unturnedPoints(geometry: SectorGeometry, look: Look, points: ImagePoints): ImagePoints {
  const { x, y, spacing } = points;
  return {
    x: x.map((value, i) => unturned(geometry, look, value, y[i])[0]),
    y: y.map((value, i) => unturned(geometry, look, x[i], value)[1]),
    spacing,
  };
}

/** Time between two frames of the machine that a clip is scanned with, ms. */
export function machineFrameTimeMs(clip: Omit<PhantomClip, 'format'>): number {
  return drawSetting(clip).machine.frameTimeMs;
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
