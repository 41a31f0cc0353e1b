import { rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { MalformedDicom } from '@echonet/dicom/node';
import { ClipRefusal } from '@echonet/models/image';
import { openClip, prepareClip, scanFile } from '@echonet/training/testing';
import { describeInstance } from '@echonet/viewer';

/** What reads files from outside: what the archive stores, and what training scans and prepares. */
export const targetNames = ['archive', 'scan', 'preparation'] as const;

export type TargetName = (typeof targetNames)[number];

/**
 * Reads one file. A refusal is its sentence.
 * @throws what a reader must not throw
 */
export type Target = (file: Buffer) => Promise<{ readonly refusal?: string }>;

const contract = { size: 64, channels: 1, frameCount: 4, frameIntervalMs: 100 } as const;

export const targets: Readonly<Record<TargetName, Target>> = {
  archive(file) {
    try {
      describeInstance(file);
      return Promise.resolve({});
    } catch (error) {
      if (error instanceof MalformedDicom) {
        return Promise.resolve({ refusal: error.message });
      }
      return Promise.reject(error);
    }
  },
  async scan(file) {
    const place = path.join(os.tmpdir(), `echonet-fuzz-${process.pid}.dcm`);
    writeFileSync(place, file);
    try {
      const scanned = await scanFile(place);
      return { refusal: 'unreadable' in scanned ? scanned.unreadable : scanned.refusal };
    } finally {
      rmSync(place, { force: true });
    }
  },
  async preparation(file) {
    try {
      const { image, refusal } = await openClip(file);
      if (refusal === undefined) {
        await prepareClip(image, contract);
      }
      return { refusal };
    } catch (error) {
      return { refusal: error instanceof ClipRefusal ? error.reason : (error as Error).message };
    }
  },
};

/** Words of the runtime, which say that a reader stumbled rather than judged. */
const stumble =
  /call stack|cannot read propert|is not (a function|iterable|defined)|invalid (array|typed array|array buffer|string|count)|out of (bounds|range|memory)|allocation failed|unreachable|undefined|\[object/i;

/** Why a refusal is none that a user understands; undefined for one that is. */
export function stumbleIn(refusal: string): string | undefined {
  return stumble.exec(refusal)?.[0];
}
