import type { CohortToWrite } from './write-cohort';

/** Text that lies beside a cohort: that it is simulated, what its columns mean, how to make it again. */
export function cohortReadme(cohort: Omit<CohortToWrite, 'directory' | 'workers'>): string {
  const { patients, seed, leadShare, format, transferSyntax } = cohort;
  const command = [
    `echonet phantom --patients ${patients} --seed ${seed} --lead-share ${leadShare}`,
    `--frames ${format.frameCount} --frame-time ${format.frameTimeMs}`,
    `--size ${format.Columns}x${format.Rows} --transfer-syntax ${transferSyntax}`,
  ].join(' ');
  return `Simulated echocardiograms: no patient stands behind any file in this folder.

Made by: ${command} --out FOLDER

labels.csv has one line for each DICOM cine:

PatientID, FileName  the cine, relative to this folder
EF                   ejection fraction, %: (EDV - ESV) / EDV
ESV, EDV             end-systolic and end-diastolic volume of the left ventricle, mL
lead                 1 if a pacing lead runs through the right heart, else 0
age, sex             years; F or M
height, weight       m; kg

The volumes are those of the geometry that was drawn, not measurements: the cavity is an ellipsoid of
revolution cut at the mitral plane, of volume pi k^2 (1 - k/3) A R^2, with long semi-axis A, largest
radius R, and k = 1.6 the cavity's length in semi-axes.
`;
}
