import { assessClip, frameTimes, readClipHeader, type FrameTimes } from '@echonet/dicom';
import { ClipRefusal } from '@echonet/models';
import sharp from 'sharp';
import { readCine } from '@echonet/dicom/node';
import { aviClip } from '../data/prepare/avi-clip';
import type { MovingImage } from '../data/prepare/prepare-clip';

/** A file as the viewer would see it. */
export interface OpenedClip {
  readonly image: MovingImage;
  /** Why the viewer would not read it, judged before its images are looked at. */
  readonly refusal?: string;
}

/**
 * Opens a DICOM image, a Motion JPEG AVI or an image file (JPEG, PNG), known by its content.
 *
 * @throws Error with one sentence when it is none of them or cannot be decoded
 */
export async function openClip(content: Uint8Array): Promise<OpenedClip> {
  const begins = (text: string, at = 0) =>
    Buffer.from(content.subarray(at, at + text.length)).toString('latin1') === text;
  if (begins('RIFF')) return { image: aviClip(content) };
  if (begins('\xff\xd8\xff') || begins('\x89PNG')) return openStill(content);
  if (begins('ftyp', 4) || begins('\x1aE\xdf\xa3')) {
    throw new Error('The file is a video (MP4 or WebM), which cannot be decoded here.');
  }
  const cine = await readCine(content);
  try {
    const header = readClipHeader(cine.instance);
    const eligibility = assessClip(header);
    return {
      image: {
        times: frameTimes(header),
        regions: header.SequenceOfUltrasoundRegions,
        frame: (index) => cine.frame(index),
      },
      ...(!eligibility.eligible && { refusal: eligibility.reason }),
    };
  } catch (error) {
    throw error instanceof ClipRefusal ? new Error(error.reason, { cause: error }) : error;
  }
}

const noTime: FrameTimes = { timesMs: [0], source: 'assumed', notes: [] };

/** An image file is what a single-frame DICOM image is: a still. */
async function openStill(content: Uint8Array): Promise<OpenedClip> {
  const { data, info } = await sharp(content)
    .toColourspace('srgb')
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const frame = {
    ...{ Rows: info.height, Columns: info.width, channels: 3 as const },
    data: new Uint8Array(data),
  };
  return {
    image: { times: noTime, regions: [], frame: () => Promise.resolve(frame) },
    refusal: 'The clip is a single still image; EchoNet reads moving clips.',
  };
}
