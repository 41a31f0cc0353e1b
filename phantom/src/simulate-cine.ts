import { TransferSyntax } from '@echonet/dicom';
import { pixelAttributes, type Cine } from '@echonet/dicom/node';
import { randomStream } from '@echonet/models/random';
import { manufacturerOf, phantomAttributes, type ClipPlace } from './cohort/dicom-attributes';
import { beatClock, heartScene, scanPlane } from './heart';
import { drawPatient } from './patient';
import { phantomViews, type PhantomClip } from './clip/phantom-clip';
import { drawAnnotations } from './screen/annotations';
import { sectorGeometry } from './screen/sector-geometry';
import { structuresAt, type ImagePoints } from './clip/structures';
import { drawMachine } from './ultrasound/machine';
import { bModeOn } from './views/b-mode';

/** A phantom's cine. */
export interface SimulatedCine {
  /** Rows * Columns * samplesPerPixel grey values or RGB values a frame. */
  readonly frames: readonly Uint8Array[];
  readonly samplesPerPixel: 1 | 3;
  /** All DICOM attributes but those of the pixels, naturalised. */
  readonly attributes: Readonly<Record<string, unknown>>;
  /** What lies under points of a frame; see structuresAt. @param index of the frame, 0-based */
  structures(index: number, points: ImagePoints): Uint8Array;
}

/** Screens show the ECG of so long before the first frame, at most. */
const ecgBeforeMs = 5000;

/** Share of the machines that store RGB images; the others store grey ones. */
const colourShare = 0.3;

/**
 * Simulates a clip: a patient's heart is cut by the plane of the view, scanned by a machine, and laid
 * on that machine's screen. The same clip is the same to the byte.
 */
export function simulateCine(
  clip: PhantomClip,
  { seriesNumber = 1, seriesDescription = `${clip.view} simulated` }: Partial<ClipPlace> = {},
): SimulatedCine {
  const { Rows, Columns, frameCount, frameTimeMs } = clip.format;
  const { key, random, patient, plane, machine } = setUp(clip);
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
    attributes: phantomAttributes({
      ...{ patient, clip, plane: plane.view, make: machine.make, geometry },
      place: { seriesNumber, seriesDescription },
    }),
    structures: (number, points) =>
      structuresAt(scene.at(phaseAt(number * frameTimeMs)), points, geometry),
  };
}

/** Who scans whom and where. The order of the draws is part of the seed's meaning. */
function setUp({ seed, index, leadShare, view, take }: PhantomClip) {
  const key = [seed, index, view, take].join('/');
  const random = randomStream('clip', key);
  const patient = drawPatient(seed, index, { leadShare });
  const planes = phantomViews[view];
  const plane = scanPlane(planes[Math.floor(random() * planes.length)], patient, random);
  const machine = drawMachine(random, plane.imagingDepth);
  return { key, random, patient, plane, machine };
}

/** The Manufacturer of a clip's machine, without simulating it. */
export function clipManufacturer(clip: PhantomClip): string {
  return manufacturerOf(setUp(clip).machine.make);
}

/** The cine as it would be read from its lossless DICOM file, without the file. */
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
