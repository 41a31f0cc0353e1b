import { labelDefinitions } from '../patient';
import { structureNames } from '../clip/structure-names';
import type { PatientToWrite } from './write-patient';

/** README.txt of a cohort: its command, files, columns and units. */
export function cohortReadme({
  cohort,
  transferSyntax,
  masks,
}: Pick<PatientToWrite, 'cohort' | 'transferSyntax' | 'masks'>): string {
  const { patients, seed, leadShare, views, clipsPerView, format, varied } = cohort;
  const command = [
    `echonet phantom --patients ${patients} --seed ${seed} --lead-share ${leadShare}`,
    `--views ${views.join(',')} --clips-per-view ${clipsPerView}`,
    `--frames ${format.frameCount} --frame-time ${format.frameTimeMs}`,
    `--size ${format.Columns}x${format.Rows} --transfer-syntax ${transferSyntax}`,
    ...(masks ? ['--masks'] : []),
    ...(varied ? ['--varied'] : []),
  ].join(' ');
  return `Simulated echocardiograms: no patient stands behind any file in this folder.

Made by: ${command} --out FOLDER

*-report.dcm is the echo report (DICOM SR, TID 5200) of a patient: the true measurements.
${masks ? maskText : ''}
labels.csv has one line for each DICOM cine:

PatientID, FileName: the cine, relative to this folder
View: A4C, A2C, A3C, A5C apical four-, two-, three- and five-chamber; PLAX, PSAX parasternal long and
  short axis; SC4C subcostal four-chamber; all are cuts of the same heart
${labelDefinitions.map(describe).join('\n')}

The labels are those of the geometry that was drawn, not measurements.
`;
}

function describe({ id, unit, definition }: (typeof labelDefinitions)[number]): string {
  // labels.csv has a letter, unlike the task.
  if (id === 'sex') {
    return 'sex: M or F';
  }
  return `${id}${unit && ` (${unit})`}: ${definition}`;
}

const maskText = `
*-structures.npy (NumPy, uint8, frames x rows x columns) says what lies under each pixel of the cine
of the same name: ${structureNames.map((name, code) => `${code} ${name}`).join(', ')}.
`;
