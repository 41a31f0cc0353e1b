import { readFrame } from '../../clips/read-frame';
import type { Clip } from '../../clips/clip';
import type { Viewer } from '../../host/viewer';
import type { Manifest } from '@echonet/models';
import { isMeasured } from '@echonet/models/measures';
import type { ClipContours, ContoursState } from '../../contours/state';
import { hasSamples, methodWith, type SaliencyState } from '../../saliency/state';
import type { FrameSaliency } from '../../saliency/saliency-map-store';
import { en } from '../../strings/en';
import { remarksOf } from '../remarks';
import type { Report } from '../report';
import { FrameDrawer } from './draw-frame';
import type { Capture } from './secondary-capture';

export interface CaptureSources {
  readonly clip: Clip;
  /** 0-based frames that the network read, in order. */
  readonly frameIndices: readonly number[];
  readonly saliencyOf: (frameIndex: number) => FrameSaliency | undefined;
  readonly taskName: string;
  readonly saliency: SaliencyState;
  /** Drawn too where there are any and the reader sees them. */
  readonly contours?: {
    readonly ofClip: ClipContours;
    readonly parts: ContoursState['parts'];
    /** Name and version of the network that drew them. */
    readonly model: string;
  };
  readonly report: Report;
  readonly viewer: Viewer;
}

/**
 * Draws the frames that the network read with their saliency maps, as the overlay shows them.
 * Frames without a map of their own are left out.
 *
 * @param onDrawn called with the part done, 0 to 1
 * @throws Error when a map is missing or a frame is no longer readable
 */
export async function captureOverlay(
  sources: CaptureSources,
  onDrawn: (part: number) => void,
): Promise<Capture> {
  const { clip, frameIndices, saliencyOf, saliency, contours, report, viewer } = sources;
  const { header, times, displaySetInstanceUID } = clip;
  if (!header || !times) {
    throw new Error(`${clip.name} has no header that could be cited.`);
  }
  const imageIds = viewer.imageIds(displaySetInstanceUID);
  const imageLoader = viewer.imageLoader(displaySetInstanceUID);
  const { manifest, softwareVersion, date } = report;
  const model = `${manifest.id} ${manifest.version}`;
  const { look, method } = describe(saliency, manifest);
  const drawer = new FrameDrawer(header.Rows, header.Columns, {
    look,
    opacity: saliency.opacity,
    parts: contours?.parts ?? { wall: false, atrium: false, axis: false },
    caption: [
      'AI result, research use only. Not for diagnosis.',
      `Saliency of: ${sources.taskName} (${method})`,
      `Model: ${model}${manifest.provenance.simulated ? ', trained on simulated echoes' : ''}`,
      ...(contours
        ? [`Contours: ${contours.model}${contours.ofClip.edits ? ', edited by the reader' : ''}`]
        : []),
    ],
  });
  const frames: Uint8Array[] = [];
  for (const frameIndex of frameIndices) {
    const map = saliencyOf(frameIndex);
    if (!map) {
      throw new Error(`Saliency of frame ${frameIndex + 1} is not computed yet.`);
    }
    const pixels = await readFrame(imageLoader, imageIds[frameIndex], header);
    const reading = contours?.ofClip.frames.at(frameIndex)?.reading;
    frames.push(
      await drawer.draw(pixels, map, reading && isMeasured(reading) ? reading : undefined),
    );
    onDrawn(frames.length / frameIndices.length);
  }
  const [first, last] = [frameIndices[0], frameIndices[frameIndices.length - 1]];
  const durationMs = times.timesMs[last] - times.timesMs[first];
  return {
    frames,
    ...drawer.size,
    frameTimeMs:
      frames.length > 1 ? durationMs / (frames.length - 1) : manifest.input.frameIntervalMs,
    frameNumbers: frameIndices.map((frameIndex) => frameIndex + 1),
    date,
    model,
    softwareVersion,
    derivation:
      `Frames that ${manifest.name} (${model}, SHA-256 ${report.modelHash}) read, overlaid with ` +
      `saliency of ${sources.taskName} by ${method}; each frame is scaled by itself, so colours are not comparable between frames.`,
    remarks: remarksOf(report, en),
  };
}

function describe(saliency: SaliencyState, manifest: Manifest) {
  const { samples, colourMap, threshold } = saliency;
  const method = methodWith(manifest, saliency.method);
  const name = en.saliency.methods[method];
  return {
    look: { colourMap, threshold },
    method: hasSamples(method) ? `${name}, ${samples} samples` : name,
  };
}
