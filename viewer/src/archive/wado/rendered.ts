import { createRequire } from 'node:module';
import type * as DcmjsImaging from 'dcmjs-imaging';
import sharp from 'sharp';
import { DicomMetaDictionary } from '@echonet/dicom/part10';
import { numberOf, type JsonDataset } from '../dicom/json';

const { DicomImage, NativePixelDecoder } = createRequire(import.meta.url)(
  'dcmjs-imaging',
) as typeof DcmjsImaging;

export interface Rendering {
  format: 'jpeg' | 'png';
  /** Maximum width and height in pixels; the aspect ratio is kept. */
  viewport?: { width: number; height: number };
  /** JPEG quality, 1 to 100. */
  quality?: number;
}

/** Maximum number of pixels of an image; renderers hold several copies of it. */
const mostPixels = 64 * 1024 * 1024;

let decoders: Promise<void> | undefined;

/**
 * Renders one frame for a screen.
 *
 * @param metadata attributes of the instance
 * @param frame the frame's bytes in `transferSyntaxUID`
 * @returns an encoded image
 * @throws Error when the frame cannot be decoded, or its header claims more pixels than any echo has.
 */
export async function renderFrame(
  metadata: JsonDataset,
  frame: Buffer,
  transferSyntaxUID: string,
  { format, viewport, quality }: Rendering,
): Promise<Buffer> {
  const [rows, columns] = ['00280010', '00280011'].map((tag) => numberOf(metadata, tag) ?? 0);
  if (rows * columns > mostPixels) {
    throw new Error(`its header claims ${columns} x ${rows} pixels`);
  }
  const bits = numberOf(metadata, '00280100') ?? 8;
  const samples = numberOf(metadata, '00280002') ?? 1;
  if (![1, 8, 16, 32].includes(bits) || ![1, 3, 4].includes(samples)) {
    throw new Error(`its header claims ${samples} samples of ${bits} bits a pixel`);
  }
  await startDecoders();
  const elements = DicomMetaDictionary.naturalizeDataset(withoutBulkData(metadata));
  const bytes = frame.buffer.slice(frame.byteOffset, frame.byteOffset + frame.length);
  const image = new DicomImage(
    { ...elements, NumberOfFrames: 1, PixelData: [bytes], _vrMap: { PixelData: 'OB' } },
    transferSyntaxUID,
  );
  const { pixels, width, height } = renderFirst(image);
  const rendered = sharp(Buffer.from(pixels), {
    raw: { width, height, channels: 4 },
  }).removeAlpha();
  if (viewport) {
    rendered.resize({ ...viewport, fit: 'inside' });
  }
  return format === 'png'
    ? rendered.png().toBuffer()
    : rendered.jpeg({ quality: quality ?? 90 }).toBuffer();
}

async function startDecoders(): Promise<void> {
  do {
    decoders ??= NativePixelDecoder.initializeAsync();
    await decoders;
  } while (!NativePixelDecoder.isInitialized());
}

/** After a fault in its memory the decoder fails for every frame until it is started anew. */
function renderFirst(image: DcmjsImaging.DicomImage): ReturnType<typeof image.render> {
  try {
    return image.render({ frame: 0, renderOverlays: false });
  } catch (error) {
    NativePixelDecoder.release();
    decoders = undefined;
    throw error;
  }
}

function withoutBulkData(metadata: JsonDataset): JsonDataset {
  return Object.fromEntries(
    Object.entries(metadata).filter(([, attribute]) => attribute.BulkDataURI === undefined),
  );
}
