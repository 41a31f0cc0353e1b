export type MaskFiles =
  | { readonly kind: 'NIfTI'; readonly file: string }
  | { readonly kind: 'frames'; readonly frames: readonly FrameMaskFile[] }
  | { readonly kind: 'DICOM SEG'; readonly file: string }
  /** A report of EchoNet with contours that a reader edited. */
  | { readonly kind: 'reader contours'; readonly file: string };

/** A PNG or NIfTI file with the mask of one frame. */
export interface FrameMaskFile {
  /** From 0. */
  readonly frame: number;
  readonly file: string;
}

export function filesOf(masks: MaskFiles): string[] {
  return masks.kind === 'frames' ? masks.frames.map(({ file }) => file) : [masks.file];
}

/** The same masks with other paths. */
export function mapFiles(masks: MaskFiles, change: (file: string) => string): MaskFiles {
  return masks.kind === 'frames'
    ? { ...masks, frames: masks.frames.map((one) => ({ ...one, file: change(one.file) })) }
    : { ...masks, file: change(masks.file) };
}

export const imageMaskSuffix = /\.(png|nii|nii\.gz)$/i;
const frameNumber = /^(.+)_(\d{1,6})$/;
const wholeMark = /_gt$/i;

/** The masks of one clip by name, as file names relative to their folder. */
interface NamedFiles {
  readonly whole: string[];
  readonly frames: FrameMaskFile[];
}

/**
 * Image files of a folder that can be masks, by the name of the clip that they belong to:
 * `clip.nii.gz` and `clip_gt.nii.gz` have a mask for each frame, `clip_12.png` and `clip_12.nii.gz`
 * that of frame 12, counted from 0.
 */
export class MaskNames {
  private readonly byClip = new Map<string, NamedFiles>();

  private readonly clipsOfName = new Map<string, number>();

  /**
   * @param files relative to the folder of masks, with slashes
   * @param clipFiles relative to the folder of clips, with slashes
   */
  constructor(files: readonly string[], clipFiles: readonly string[]) {
    for (const name of clipFiles.map(baseName)) {
      this.clipsOfName.set(name, (this.clipsOfName.get(name) ?? 0) + 1);
    }
    for (const file of files.filter((name) => imageMaskSuffix.test(name))) {
      const name = file.replace(imageMaskSuffix, '');
      if (!file.toLowerCase().endsWith('.png')) {
        this.filesOf(name.replace(wholeMark, '')).whole.push(file);
      }
      const [, clip, frame] = frameNumber.exec(name) ?? [];
      if (clip) {
        this.filesOf(clip).frames.push({ frame: Number(frame), file });
      }
    }
  }

  /**
   * The masks of a clip: in the same subfolder as the clip, or directly in the folder of masks where
   * no other clip has its name.
   *
   * @param clipFile relative to the folder of clips, with slashes
   * @throws Error with one sentence when masks contradict each other
   */
  of(clipFile: string): MaskFiles | undefined {
    const isAlone = this.clipsOfName.get(baseName(clipFile)) === 1;
    const names = isAlone ? [clipFile, baseName(clipFile)] : [clipFile];
    // The suffix may be a part of the name, as in a UID.
    const known = new Set(names.flatMap((name) => [name, name.replace(/\.[^./]*$/, '')]));
    const found = [...known].flatMap((name) => this.byClip.get(name) ?? []);
    const whole = found.flatMap((files) => files.whole);
    const frames = found.flatMap((files) => files.frames);
    if (whole.length + Math.min(1, frames.length) > 1) {
      throw new Error('It has masks of two kinds or twice; keep one file a clip, or one a frame.');
    }
    const numbers = frames.map(({ frame }) => frame);
    const twice = numbers.find((frame, index) => numbers.indexOf(frame) !== index);
    if (twice !== undefined) {
      throw new Error(`It has two masks of frame ${twice}; keep one of them.`);
    }
    if (whole.length > 0) {
      return { kind: 'NIfTI', file: whole[0] };
    }
    return frames.length > 0
      ? { kind: 'frames', frames: [...frames].sort((a, b) => a.frame - b.frame) }
      : undefined;
  }

  private filesOf(clip: string): NamedFiles {
    const known = this.byClip.get(clip);
    if (known) {
      return known;
    }
    const files = { whole: [], frames: [] };
    this.byClip.set(clip, files);
    return files;
  }
}

function baseName(file: string): string {
  return file.replace(/^.*\//, '');
}
