import { UserError } from '@echonet/command-line';
import type { RunFolder } from '../learning/run-folder';

/**
 * @param instead clause about what to do with a run of outlines or of volumes of frames
 * @throws {UserError} for such a run, which has no predictions by clip
 */
export function requirePredictionRun(run: RunFolder, instead: string): void {
  const { kind } = run.readJson<{ readonly kind?: string }>('run.json');
  if (kind !== undefined) {
    throw new UserError(`${run.directory} is a run of ${wordsOf[kind] ?? kind}: ${instead}.`);
  }
}

const wordsOf: Readonly<Record<string, string>> = {
  segmentation: 'outlines',
  volumes: 'volumes of frames',
};
