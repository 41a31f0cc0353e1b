import { type ClipHeader, frameTimes, readClipHeader, videoCodec } from '@echonet/dicom';
import type { HostImage } from '../host/contracts';
import type { FrameLoader, Viewer } from '../host/viewer';
import type { DecodedVideo } from './decode-video';
import { videoNotes } from './video-notes';

/** What video needs of the host beside {@link Viewer}. */
export interface VideoHost {
  /** Fetches the video of a clip by the image ID of its first frame. */
  readonly fetch: (imageId: string) => Promise<Uint8Array>;
  readonly decode: (video: Uint8Array, mostFrames: number) => Promise<DecodedVideo>;
  /** Lets the host show decoded frames under its own image IDs. */
  readonly offered: {
    areOffered(imageIds: readonly string[]): boolean;
    offer(imageIds: readonly string[], decoded: Promise<DecodedVideo>): Promise<void>;
  };
}

/** Of decoded clips that are kept beside the newest. */
const keptBytes = 256 * 1024 * 1024;

interface KeptVideo {
  readonly decoded: Promise<DecodedVideo>;
  /** 0 until it is decoded. */
  bytes: number;
}

/**
 * A viewer whose clips may be video (H.264, H.265), which the host's image loader cannot decode: their
 * frames are decoded whole, by WebCodecs, when a frame is asked for or a viewport shows the clip. Call
 * only in a browser with WebCodecs.
 */
export function withVideo(viewer: Viewer, host: VideoHost): Viewer {
  const kept = new Map<string, KeptVideo>();

  const decode = (uid: string, header: ClipHeader, isAgain = false): Promise<DecodedVideo> => {
    const known = isAgain ? undefined : kept.get(uid);
    kept.delete(uid);
    const video = known ?? startDecoding(uid, header);
    // The newest last.
    kept.set(uid, video);
    return video.decoded;
  };

  const startDecoding = (uid: string, header: ClipHeader): KeptVideo => {
    const [imageId] = viewer.imageIds(uid);
    const decoded = host
      .fetch(imageId)
      .then((bytes) => host.decode(bytes, header.NumberOfFrames))
      .catch((error: unknown) => {
        if (kept.get(uid) === video) {
          kept.delete(uid);
        }
        throw error;
      });
    const video: KeptVideo = { decoded, bytes: 0 };
    void decoded.then(
      ({ frames }) => {
        video.bytes = frames.reduce((sum, { byteLength }) => sum + byteLength, 0);
        forgetOldest();
      },
      () => undefined,
    );
    return video;
  };

  const forgetOldest = () => {
    let bytes = 0;
    for (const [uid, video] of [...kept].reverse()) {
      bytes += video.bytes;
      if (bytes > keptBytes && bytes > video.bytes) {
        kept.delete(uid);
      }
    }
  };

  const videoHeader = (uid: string): ClipHeader | undefined => {
    const displaySet = viewer
      .displaySets()
      .find(({ displaySetInstanceUID }) => displaySetInstanceUID === uid);
    return displaySet && headerOfVideo(displaySet.instances?.[0] ?? displaySet.instance);
  };

  /** Display sets whose frames are being offered, or cannot be decoded: a change asks for them no more. */
  const settled = new Set<string>();

  const offer = async (uid: string, header: ClipHeader, imageIds: readonly string[]) => {
    settled.add(uid);
    try {
      await host.offered.offer(imageIds, decode(uid, header));
      settled.delete(uid);
    } catch (error) {
      // A run, and the viewport itself, say what is wrong.
      console.warn('A video could not be shown:', error);
    }
  };

  const offerShown = () => {
    for (const uid of viewer.shownDisplaySetUIDs()) {
      const header = settled.has(uid) ? undefined : videoHeader(uid);
      const imageIds = header ? viewer.imageIds(uid) : [];
      if (header && imageIds.length > 0 && !host.offered.areOffered(imageIds)) {
        void offer(uid, header, imageIds);
      }
    }
  };

  return {
    ...viewer,
    onChange: (listener) =>
      viewer.onChange(() => {
        offerShown();
        listener();
      }),
    imageLoader(uid) {
      const loader = viewer.imageLoader(uid);
      const header = videoHeader(uid);
      return header
        ? videoLoader(loader, viewer.imageIds(uid), header, (isAgain) =>
            decode(uid, header, isAgain),
          )
        : loader;
    },
  };
}

function headerOfVideo(instance: unknown): ClipHeader | undefined {
  try {
    const header = readClipHeader(instance);
    return videoCodec(header.TransferSyntaxUID ?? '') ? header : undefined;
  } catch {
    // The list of clips says why its header cannot be read.
    return undefined;
  }
}

function videoLoader(
  { answersWithPage }: FrameLoader,
  imageIds: readonly string[],
  header: ClipHeader,
  decode: (isAgain: boolean) => Promise<DecodedVideo>,
): FrameLoader {
  let notes: readonly string[] = [];
  return {
    answersWithPage,
    async loadImage(imageId, { ignoreCache = false } = {}): Promise<HostImage> {
      const video = await decode(ignoreCache);
      notes = videoNotes(video, header.NumberOfFrames, frameTimes(header));
      const data = video.frames.at(imageIds.indexOf(imageId));
      if (!data || !imageIds.includes(imageId)) {
        throw new Error(`The video holds ${video.frames.length} frames.`);
      }
      return { rows: video.Rows, columns: video.Columns, getPixelData: () => data };
    },
    notes: () => notes,
  };
}
