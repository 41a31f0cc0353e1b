import { structureNames } from './structures';
import type { CohortToWrite } from './write-cohort';

/** Text that lies beside a cohort: that it is simulated, what its columns mean, how to make it again. */
export function cohortReadme({
  cohort,
  transferSyntax,
  masks,
}: Omit<CohortToWrite, 'directory' | 'workers'>): string {
  const { patients, seed, leadShare, views, clipsPerView, format } = cohort;
  const command = [
    `echonet phantom --patients ${patients} --seed ${seed} --lead-share ${leadShare}`,
    `--views ${views.join(',')} --clips-per-view ${clipsPerView}`,
    `--frames ${format.frameCount} --frame-time ${format.frameTimeMs}`,
    `--size ${format.Columns}x${format.Rows} --transfer-syntax ${transferSyntax}`,
    ...(masks ? ['--masks'] : []),
  ].join(' ');
  return `Simulated echocardiograms: no patient stands behind any file in this folder.

Made by: ${command} --out FOLDER

*-report.dcm is the echo report (DICOM SR, TID 5200) of a patient: the true measurements.
${masks ? maskText : ''}
labels.csv has one line for each DICOM cine:

PatientID, FileName  the cine, relative to this folder
View                 A4C apical four-chamber, A2C apical two-chamber, PLAX and PSAX parasternal long
                     and short axis, SC4C subcostal four-chamber: cuts of the same heart
EF                   ejection fraction, %: (EDV - ESV) / EDV
ESV, EDV             end-systolic and end-diastolic volume of the left ventricle, mL
lead                 1 if a pacing lead runs through the right heart, else 0
age, sex             years; F or M
height, weight       m; kg

The volumes are those of the geometry that was drawn, not measurements.
`;
}

const maskText = `
*-structures.npy (NumPy, uint8, frames x rows x columns) says what lies under each pixel of the cine
of the same name: ${structureNames.map((name, code) => `${code} ${name}`).join(', ')}.
`;
