import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { stringify } from 'csv-stringify/sync';
import { group } from 'd3-array';
import { UserError } from '@echonet/command-line';
import { parseTable } from '../../data/labels/read-table';
import type { CohortClip } from '../../data/prepared/open-prepared';
import type { RunFolder } from '../../learning/run-folder';
import type { ClipLogits } from './predict-clips';

export const logitsFileName = 'frame-logits.csv';

/** CSV with one row for each frame of each calibration and test clip. */
export function logitsTable(clips: readonly ClipLogits[], taskIds: readonly string[]): string {
  const rows = clips.flatMap(({ clip, subset, logits }) =>
    logits[taskIds[0]].map((_, frame) => [
      clip.patientId,
      clip.clipId,
      subset,
      frame + 1,
      ...taskIds.map((id) => logits[id][frame].toPrecision(9)),
    ]),
  );
  return stringify([['PatientID', 'ClipID', 'side', 'frame', ...taskIds], ...rows]);
}

/**
 * Reads frame-logits.csv of an evaluated run.
 *
 * @param clips all clips of the run's data
 * @returns the clips, and the SHA-256 of the file
 * @throws {UserError} when the run was not evaluated, the file is damaged or of other clips
 */
export function readLogits(
  run: RunFolder,
  taskIds: readonly string[],
  clips: readonly CohortClip[],
): { clips: ClipLogits[]; hash: string } {
  const file = run.file(logitsFileName);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new UserError(`There is no ${file}; run first: echonet evaluate --run ${run.directory}`);
  }
  const clipOf = new Map(clips.map((clip) => [clip.clipId, clip]));
  const rows = group(parseTable(text, file).rows, ({ cells }) => cells['ClipID']);
  return {
    hash: createHash('sha256').update(text).digest('hex'),
    clips: [...rows].map(([clipId, frames]) => {
      const clip = clipOf.get(clipId);
      const subset = frames[0].cells['side'];
      if (!clip || (subset !== 'calibration' && subset !== 'test')) {
        throw new UserError(
          `${file} is not of these data or of an earlier version; run again: echonet evaluate --run ${run.directory}`,
        );
      }
      const logitsOf = (id: string) => frames.map(({ cells }) => Number(cells[id] || NaN));
      const logits = Object.fromEntries(taskIds.map((id) => [id, logitsOf(id)]));
      if (!Object.values(logits).flat().every(Number.isFinite)) {
        throw new UserError(`${file} is damaged at clip ${clipId}; evaluate the run again.`);
      }
      return { clip, subset, logits };
    }),
  };
}
