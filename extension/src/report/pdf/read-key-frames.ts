import type { FramePixels } from '@echonet/models';
import type { Clip } from '../../clips/clip';
import { readFrame } from '../../clips/read-frame';
import type { Viewer } from '../../host/viewer';
import { imageOf } from '../capture/image-of';
import type { Report } from '../report';
import { cropOf, type KeyFrame, wantedFrames, type WantedFrame } from './key-frames';

const jpegQuality = 0.92;

/**
 * Reads the frames that a report shows. Only the scan sector is kept: what a scanner writes beside it can
 * name the patient.
 *
 * @param clips of the study
 * @throws FrameFailureError when a frame is not delivered, Error when the browser cannot draw it
 */
export async function readKeyFrames(
  report: Report,
  viewer: Pick<Viewer, 'imageIds' | 'imageLoader'>,
  clips: readonly Clip[],
): Promise<KeyFrame[]> {
  const frames: KeyFrame[] = [];
  for (const wanted of wantedFrames(report)) {
    const { displaySetInstanceUID, SOPInstanceUID } = wanted.clip;
    const header = clips.find((clip) => clip.SOPInstanceUID === SOPInstanceUID)?.header;
    if (!header) {
      throw new Error(`Nothing is known of the clip ${SOPInstanceUID} any more.`);
    }
    const pixels = await readFrame(
      viewer.imageLoader(displaySetInstanceUID),
      viewer.imageIds(displaySetInstanceUID)[wanted.frameNumber - 1],
      header,
    );
    frames.push(await drawSector(wanted, pixels));
  }
  return frames;
}

async function drawSector(wanted: WantedFrame, pixels: FramePixels): Promise<KeyFrame> {
  const { sectorOutline } = wanted.clip;
  const crop = cropOf(sectorOutline, pixels);
  const whole = newCanvas(pixels.Columns, pixels.Rows);
  whole.context.putImageData(imageOf(pixels), 0, 0);
  const { canvas, context } = newCanvas(crop.width, crop.height);
  context.fillRect(0, 0, crop.width, crop.height);
  context.translate(-crop.x, -crop.y);
  context.beginPath();
  sectorOutline.forEach(({ x, y }) => context.lineTo(x, y));
  context.closePath();
  context.clip();
  context.drawImage(whole.canvas, 0, 0);
  const blob = await new Promise<Blob | null>((resolve) =>
    canvas.toBlob(resolve, 'image/jpeg', jpegQuality),
  );
  if (blob?.type !== 'image/jpeg') {
    throw new Error('The browser cannot make a JPEG of the key frame.');
  }
  return { ...wanted, crop, jpeg: new Uint8Array(await blob.arrayBuffer()) };
}

function newCanvas(width: number, height: number) {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  if (!context) {
    throw new Error('The browser cannot draw the key frames.');
  }
  return { canvas, context };
}
