import sharp from 'sharp';
import {
  assessClip,
  type ClipHeader,
  frameTimes,
  type FrameTimes,
  pixelAspect,
  readClipHeader,
} from '@echonet/dicom';
import { readCine } from '@echonet/dicom/node';
import { ClipRefusal } from '@echonet/models/image';
import { aviClip } from '../data/prepare/avi-clip';
import type { MovingImage } from '../data/prepare/prepare-clip';

/** A file as the viewer would open it. */
export interface OpenedClip {
  readonly image: MovingImage;
  /** Of a DICOM image. */
  readonly header?: ClipHeader;
  /** Naturalised attributes of a DICOM image. */
  readonly instance?: Readonly<Record<string, unknown>>;
  /** Full sentences about a clip that the viewer would analyse. */
  readonly notes?: readonly string[];
  /** Why the viewer would reject it by its header. */
  readonly refusal?: string;
}

/**
 * Opens a DICOM image, a Motion JPEG AVI or an image file (JPEG, PNG), recognised by content.
 * @throws Error with one sentence for anything else or when decoding fails
 */
export async function openClip(content: Uint8Array): Promise<OpenedClip> {
  const begins = (text: string, at = 0) =>
    Buffer.from(content.subarray(at, at + text.length)).toString('latin1') === text;
  if (begins('RIFF')) {
    return { image: aviClip(content) };
  }
  if (begins('\xff\xd8\xff') || begins('\x89PNG')) {
    return openStill(content);
  }
  if (begins('ftyp', 4) || begins('\x1aE\xdf\xa3')) {
    throw new Error(
      'The file is a video (MP4 or WebM), which cannot be decoded here; ffmpeg makes a Motion JPEG AVI of it: ' +
        'ffmpeg -i <video> -c:v mjpeg -q:v 2 <name>.avi',
    );
  }
  const cine = await readCine(content);
  try {
    const header = readClipHeader(cine.instance);
    const eligibility = assessClip(header);
    return {
      image: {
        times: frameTimes(header),
        regions: header.SequenceOfUltrasoundRegions,
        pixelAspect: pixelAspect(header),
        frame: (index) => cine.frame(index),
      },
      header,
      instance: cine.instance,
      ...(eligibility.eligible ? { notes: eligibility.notes } : { refusal: eligibility.reason }),
    };
  } catch (error) {
    throw error instanceof ClipRefusal ? new Error(error.reason, { cause: error }) : error;
  }
}

const noTime: FrameTimes = { timesMs: [0], source: 'assumed', notes: [] };

/** Treats an image file as a single-frame DICOM image. */
async function openStill(content: Uint8Array): Promise<OpenedClip> {
  const { data, info } = await sharp(content)
    .toColourspace('srgb')
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const frame = {
    Rows: info.height,
    Columns: info.width,
    channels: 3 as const,
    data: new Uint8Array(data),
  };
  return {
    image: { times: noTime, regions: [], frame: () => Promise.resolve(frame) },
    refusal: 'The clip is a single still image; EchoNet reads moving clips.',
  };
}
