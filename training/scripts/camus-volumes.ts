/**
 * `node --import tsx training/scripts/camus-volumes.ts --camus <folder>`: measures CAMUS' masks and
 * prints how they agree with volumes.csv in that folder, which another program computed from the same
 * masks. Fails when a correlation is below 0.995 or a median difference above 3 %.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Command } from 'commander';
import { parse } from 'csv-parse/sync';
import { isMeasured, measureFrame, fieldsOfLabels } from '@echonet/models/measures';
import { findCamus, findPatientFiles, readLabelledFrames } from '../src/data/sources/camus';
import { agreementOf, type Pair } from './measures/agreement';

const { camus: folder } = new Command('camus-volumes')
  .requiredOption('--camus <folder>', 'CAMUS, with a volumes.csv')
  .parse()
  .opts<{ camus: string }>();

const limits = { r: 0.995, medianPercent: 3 };

const references = parse<Record<string, string>>(
  readFileSync(path.join(folder, 'volumes.csv'), 'utf8'),
  { columns: true },
);
const camus = findCamus(folder);
const pairs = new Map<string, Pair[]>();

for (const reference of references) {
  const { patient } = reference;
  const { files } = findPatientFiles(camus, patient, 'A4C');
  if (!files) {
    throw new Error(`${patient} of volumes.csv has no masks in ${folder}.`);
  }
  const { masks, edFrame, esFrame, mmPerPixel } = await readLabelledFrames(files);
  if (mmPerPixel === undefined) {
    throw new Error(`The files of ${patient} have no pixel size.`);
  }
  const scale = { mmPerPixelX: mmPerPixel, mmPerPixelY: mmPerPixel };
  const [ed, es] = [edFrame, esFrame].map((frame) => {
    const { codes, Columns, Rows } = masks[frame];
    const measures = measureFrame(fieldsOfLabels(codes, Columns, Rows), scale);
    if (!isMeasured(measures)) {
      throw new Error(`${patient}: ${measures.reason}`);
    }
    return measures;
  });
  const own: Record<string, number | undefined> = {
    EDV_disks_mL: ed.ventricle.volumeDisks,
    ESV_disks_mL: es.ventricle.volumeDisks,
    EF_disks_percent: 100 * (1 - es.ventricle.volumeDisks / ed.ventricle.volumeDisks),
    EDV_area_length_mL: ed.ventricle.volumeAreaLength,
    ESV_area_length_mL: es.ventricle.volumeAreaLength,
    length_ED_cm: ed.ventricle.length,
    length_ES_cm: es.ventricle.length,
    LA_area_ED_cm2: ed.atrium?.size.area,
    LA_area_ES_cm2: es.atrium?.size.area,
  };
  for (const [name, value] of Object.entries(own)) {
    const expected = Number(reference[name]);
    if (value !== undefined && reference[name] !== '' && Number.isFinite(expected)) {
      pairs.set(name, [...(pairs.get(name) ?? []), [value, expected]]);
    }
  }
}

for (const [name, values] of pairs) {
  const { count, r, medianDifferencePercent, medianAbsolutePercent, p95AbsolutePercent } =
    agreementOf(values);
  const isGood = r >= limits.r && medianAbsolutePercent <= limits.medianPercent;
  if (!isGood) {
    process.exitCode = 1;
  }
  console.log(
    [
      name.padEnd(20),
      `n ${count}`,
      `r ${r.toFixed(4)}`,
      `median ${medianDifferencePercent.toFixed(2)} %`,
      `absolute ${medianAbsolutePercent.toFixed(2)} %`,
      `95 % within ${p95AbsolutePercent.toFixed(2)} %`,
      isGood ? '' : 'DISAGREES',
    ].join('   '),
  );
}
