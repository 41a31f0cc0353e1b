import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { readCine } from '@echonet/dicom/node';
import type { EchoImage, HeartView, ImageFan } from '@echonet/phantom/appearance';

/** A real clip or still image. */
interface RealSource {
  readonly file: string;
  readonly title: string;
  /** The most similar view of the phantom. */
  readonly view: HeartView;
  /** The sector as measured on the image. */
  readonly fan: ImageFan;
}

/** Angles and distances were measured on edges, arcs and depth ticks of the images. */
export const realSources: readonly RealSource[] = [
  {
    file: 'a4c/a4c_mono_explicitLE_30f.dcm',
    title: 'real A4C, SonoSite',
    view: 'A4C',
    fan: {
      tipX: 169.2,
      tipY: 2.2,
      leftAngle: -0.713,
      rightAngle: 0.713,
      innerRadius: 19,
      outerRadius: 201,
      pixelsPerCm: 9.79,
    },
  },
  {
    file: 'other-views/raventan95_plax_test1.jpg',
    title: 'real PLAX, GE',
    view: 'PLAX',
    fan: {
      tipX: 318,
      tipY: 36,
      leftAngle: -0.655,
      rightAngle: 0.655,
      innerRadius: 4,
      outerRadius: 337,
      pixelsPerCm: 21.2,
    },
  },
  {
    file: 'other-views/raventan95_psax_test2.jpg',
    title: 'real PSAX, GE',
    view: 'PSAX papillary muscles',
    fan: {
      tipX: 318,
      tipY: 37,
      leftAngle: -0.525,
      rightAngle: 0.525,
      innerRadius: 4,
      outerRadius: 335,
      pixelsPerCm: 22.5,
    },
  },
  {
    file: 'other-views/pydicomdata_JPGLosslessP14SV1_1s_1f_8b.dcm',
    title: 'real aorta, Philips',
    view: 'PLAX',
    fan: {
      tipX: 512,
      tipY: 80,
      leftAngle: -0.73,
      rightAngle: 0.77,
      innerRadius: 119,
      outerRadius: 575,
      pixelsPerCm: 39.25,
    },
  },
];

/**
 * Reads the first frame of every real image.
 *
 * @throws Error naming a file that is missing
 */
export async function readRealImages(folder: string): Promise<EchoImage[]> {
  return Promise.all(
    realSources.map(async ({ file, title, fan }) => {
      const location = path.join(folder, file);
      if (!existsSync(location)) {
        throw new Error(`${location} is missing: give the folder of the samples with --samples.`);
      }
      return { title, fan, ...(await firstFrame(location)) };
    }),
  );
}

async function firstFrame(
  location: string,
): Promise<Pick<EchoImage, 'Rows' | 'Columns' | 'greyValues'>> {
  if (location.endsWith('.dcm')) {
    const cine = await readCine(readFileSync(location));
    const { Rows, Columns, channels, data } = await cine.frame(0);
    // The images have no colour, so the first channel is the grey value.
    const greyValues = Uint8Array.from({ length: Rows * Columns }, (_, i) => data[i * channels]);
    return { Rows, Columns, greyValues };
  }
  const { data, info } = await sharp(location)
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { Rows: info.height, Columns: info.width, greyValues: new Uint8Array(data) };
}
