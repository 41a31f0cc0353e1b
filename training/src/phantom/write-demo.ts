import path from 'node:path';
import { writeCine } from '../dicom';
import { phantomAttributes, phantomPatientId } from './dicom-attributes';
import { drawPatient, type PhantomPatient } from './patient';
import { renderClip, type CineFormat, type RenderedClip } from './render-clip';
import { prepareEmptyFolder } from './prepare-empty-folder';

/** Two seconds at 30 frames a second: long enough for 20 frames 100 ms apart. */
const cineFormat: CineFormat = { Rows: 480, Columns: 640, frameCount: 64, frameTimeMs: 33.333 };

/**
 * Writes a small study to look at: one patient without and one with a pacing lead, each with an
 * A4C cine, and for the first also a colour Doppler clip and a still, which the viewer must
 * turn away.
 *
 * @throws {UserError} when the folder cannot be written or holds something already
 */
export async function writeDemo(
  directory: string,
  seed: number,
  onFile: (done: number, total: number) => void,
): Promise<void> {
  await prepareEmptyFolder(directory);
  const withoutLead = drawPatient(seed, 0, 0);
  const withLead = drawPatient(seed, 1, 1);
  const cine = renderClip(seed, withoutLead, cineFormat);
  const files = [
    () => write(directory, seed, withoutLead, 1, 'A4C simulated', cine, {}),
    () =>
      write(directory, seed, withoutLead, 2, 'A4C colour Doppler simulated', withColour(cine), {
        UltrasoundColorDataPresent: 1,
      }),
    () => write(directory, seed, withoutLead, 3, 'A4C still simulated', firstFrame(cine), {}),
    () =>
      write(
        directory,
        seed,
        withLead,
        1,
        'A4C with lead simulated',
        renderClip(seed, withLead, cineFormat),
        {},
      ),
  ];
  for (const [position, writeFile] of files.entries()) {
    await writeFile();
    onFile(position + 1, files.length);
  }
}

async function write(
  directory: string,
  seed: number,
  patient: PhantomPatient,
  seriesNumber: number,
  seriesDescription: string,
  clip: RenderedClip,
  more: Readonly<Record<string, unknown>>,
): Promise<void> {
  const { Rows, Columns } = cineFormat;
  const name = `${phantomPatientId(seed, patient.index)}-${seriesNumber}.dcm`;
  await writeCine(path.join(directory, name), {
    frames: clip.frames,
    Rows,
    Columns,
    samplesPerPixel: clip.samplesPerPixel,
    transferSyntax: 'jpeg-baseline',
    attributes: {
      ...phantomAttributes(
        patient,
        { seed, studyDescription: 'Simulated echocardiogram', seriesDescription, seriesNumber },
        clip,
        cineFormat,
      ),
      ...more,
    },
  });
}

function firstFrame(clip: RenderedClip): RenderedClip {
  return { ...clip, frames: clip.frames.slice(0, 1) };
}

/** Lays a box of red and blue flow over the middle of the sector, as colour Doppler shows it. */
function withColour(clip: RenderedClip): RenderedClip {
  const { Rows, Columns } = cineFormat;
  const { region } = clip.geometry;
  const centreX = (region.x0 + region.x1) / 2;
  const centreY = (region.y0 + region.y1) / 2;
  const [halfWidth, halfHeight] = [(region.x1 - region.x0) / 5, (region.y1 - region.y0) / 3.5];
  const frames = clip.frames.map((frame, number) => {
    const rgb = new Uint8Array(Rows * Columns * 3);
    for (let row = 0, i = 0; row < Rows; row += 1) {
      for (let column = 0; column < Columns; column += 1, i += 1) {
        const grey = frame[i * clip.samplesPerPixel];
        const x = (column - centreX) / halfWidth;
        const y = (row - centreY) / halfHeight;
        const flow = Math.sin(3 * x + 2 * y + number * 0.3);
        const inBox = Math.abs(x) < 1 && Math.abs(y) < 1 && grey < 110;
        const level = 90 + 150 * Math.abs(flow);
        const colour = flow > 0 ? [level, level * 0.2, 20] : [20, level * 0.25, level];
        rgb.set(inBox ? colour : [grey, grey, grey], 3 * i);
      }
    }
    return rgb;
  });
  return { ...clip, samplesPerPixel: 3, frames };
}
