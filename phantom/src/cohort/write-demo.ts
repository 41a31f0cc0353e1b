import path from 'node:path';
import { prepareEmptyFolder } from '@echonet/command-line';
import { writeCine, writeWhole } from '@echonet/dicom/node';
import { drawPatient } from '../patient';
import type { CineFormat, PhantomClip, PhantomView } from '../clip/phantom-clip';
import { encodeProcedureReport } from '../dicom/procedure-report';
import { simulateCine, type SimulatedCine } from '../clip/simulate-cine';
import { phantomPatientId } from '../dicom/study-attributes';

/** Two seconds: long enough for 20 frames 100 ms apart. */
const readable: CineFormat = { Rows: 480, Columns: 640, frameCount: 40, frameTimeMs: 50 };
/** One second, for clips that are not to be read. */
const short: CineFormat = { ...readable, frameCount: 10, frameTimeMs: 100 };

interface DemoClip {
  readonly view: PhantomView;
  readonly seriesDescription: string;
  readonly format: CineFormat;
  /** Applied before the cine is written. */
  readonly change?: (cine: SimulatedCine) => SimulatedCine;
}

const a4c = { view: 'A4C', format: readable } as const;

/** A study with one eligible clip and others to reject, and a study with a lead. */
const studies: readonly (readonly DemoClip[])[] = [
  [
    { ...a4c, seriesDescription: 'A4C simulated' },
    {
      ...a4c,
      seriesDescription: 'A4C colour Doppler simulated',
      format: short,
      change: withColour,
    },
    {
      ...a4c,
      seriesDescription: 'A4C still simulated',
      format: { ...short, frameCount: 1 },
    },
    { view: 'A2C', format: short, seriesDescription: 'A2C simulated' },
    { view: 'PLAX', format: short, seriesDescription: 'PLAX simulated' },
  ],
  [{ ...a4c, seriesDescription: 'A4C with lead simulated' }],
];

/** Number of files that {@link writeDemo} writes: clips, and a report for each study. */
export const demoFileCount = studies.flat().length + studies.length;

/**
 * Writes two small studies for a demonstration, one patient without and one with a pacing lead,
 * each with an echo report of the true measurements.
 *
 * @param onFile called with the number of files written, of {@link demoFileCount}
 * @throws {UserError} when the folder cannot be written or is not empty
 */
export async function writeDemo(
  directory: string,
  seed: number,
  onFile: (done: number) => void,
): Promise<void> {
  await prepareEmptyFolder(directory);
  let done = 0;
  for (const [index, clips] of studies.entries()) {
    const leadShare = index;
    const name = phantomPatientId(seed, index);
    for (const [position, { view, seriesDescription, format, change }] of clips.entries()) {
      const clip: PhantomClip = { seed, index, leadShare, view, take: 0, format };
      const place = { seriesNumber: position + 1, seriesDescription };
      const cine = simulateCine(clip, place);
      const { Rows, Columns } = format;
      await writeCine(path.join(directory, `${name}-${position + 1}.dcm`), {
        ...(change ? change(cine) : cine),
        Rows,
        Columns,
        transferSyntax: 'jpeg-baseline',
      });
      onFile(++done);
    }
    const patient = drawPatient(seed, index, { leadShare });
    await writeWhole(path.join(directory, `${name}-report.dcm`), () =>
      encodeProcedureReport(seed, patient, clips.length + 1),
    );
    onFile(++done);
  }
}

/** Overlays a box of red and blue flow on the middle of the sector. */
function withColour(cine: SimulatedCine): SimulatedCine {
  const { Rows, Columns } = readable;
  const [centreX, centreY] = [Columns / 2, Rows / 2];
  const [halfWidth, halfHeight] = [Columns / 7, Rows / 4];
  const frames = cine.frames.map((frame, number) => {
    const rgb = new Uint8Array(Rows * Columns * 3);
    for (let row = 0, i = 0; row < Rows; row++) {
      for (let column = 0; column < Columns; column++, i++) {
        const grey = frame[i * cine.samplesPerPixel];
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
  return {
    ...cine,
    frames,
    samplesPerPixel: 3,
    attributes: {
      ...cine.attributes,
      ImageType: ['DERIVED', 'PRIMARY', 'TTE', '0011'],
      UltrasoundColorDataPresent: 1,
    },
  };
}
