import { stringify } from 'csv-stringify/sync';
import { measureIds } from './assess-segmentation';
import type { SegmentationCase } from './measure-cases';

/** CSV with one row a clip, with the set that it is in. */
export function casesTable(cases: readonly (readonly [string, SegmentationCase])[]): string {
  const header = ['PatientID', 'ClipID', 'Set'].concat(
    measureIds.flatMap((id) => [id, `${id} measured`]),
    ['Dice LV ED', 'Dice LV ES'],
  );
  const text = (value?: number) => (value === undefined ? '' : value.toPrecision(6));
  const rows = cases.map(([subset, { clip, truth, predicted, agreements }]) => [
    clip.patientId,
    clip.clipId,
    subset,
    ...measureIds.flatMap((id) => [text(truth[id]), text(predicted[id])]),
    ...['ED', 'ES'].map((phase) =>
      text(agreements.find((one) => one.structure === 'LV' && one.phase === phase)?.dice),
    ),
  ]);
  return stringify([header, ...rows]);
}
