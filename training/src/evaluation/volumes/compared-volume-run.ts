import path from 'node:path';
import { UserError } from '@echonet/command-line';
import { readTable } from '../../data/labels/read-table';
import type { CohortClip } from '../../data/prepared/open-prepared';
import type { RunFolder } from '../../learning/run-folder';
import { attributesOf } from '../evaluate/report-data';
import type { ComparedModel } from '../report/report-data';

const predicted = / predicted$/;

/**
 * An evaluated run by its predictions.csv.
 *
 * @param clips that the other run is compared on
 * @throws {UserError} when the run was not evaluated, or has other test patients
 */
export function comparedVolumeRun(run: RunFolder, clips: readonly CohortClip[]): ComparedModel {
  const { rows, columns } = readTable(run.file('predictions.csv'));
  const ids = columns.flatMap((column) =>
    predicted.test(column) ? [column.replace(predicted, '')] : [],
  );
  const clipOf = new Map(clips.map((clip) => [clip.clipId, clip]));
  return {
    name: path.basename(path.resolve(run.directory)),
    clips: rows.map(({ cells }) => {
      const clip = clipOf.get(cells['ClipID']);
      if (!clip) {
        throw new UserError(
          `${run.directory} was evaluated on other test patients, so it cannot be compared.`,
        );
      }
      const { patientId, clipId, view, labels } = clip;
      const values = ids.flatMap((id) =>
        cells[`${id} predicted`] ? [[id, [Number(cells[`${id} predicted`])]] as const] : [],
      );
      return {
        ...{ patientId, clipId, view, truth: labels, attributes: attributesOf(clip) },
        subset: cells['side'] === 'test' ? 'test' : 'calibration',
        frames: Object.fromEntries(values),
      };
    }),
  };
}
