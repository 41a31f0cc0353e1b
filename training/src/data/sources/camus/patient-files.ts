import { existsSync } from 'node:fs';
import path from 'node:path';
import { camusViews, type CamusFolder, type CamusView } from './find-camus';

/** A file of images and the file of their masks. */
export interface CamusFiles {
  readonly image: string;
  readonly mask: string;
}

export type PatientFiles =
  | { readonly kind: 'stills'; readonly ED: CamusFiles; readonly ES: CamusFiles }
  | { readonly kind: 'half sequence'; readonly sequence: CamusFiles };

export interface FoundPatient {
  readonly files?: PatientFiles;
  readonly infoFile?: string;
  /** Full sentences: files without their counterpart. */
  readonly problems: readonly string[];
}

/**
 * Finds the half sequence of a view, or else its end-diastolic and end-systolic image, each with
 * its mask (`_gt`).
 */
export function findPatientFiles(
  { patientsFolder }: Pick<CamusFolder, 'patientsFolder'>,
  patient: string,
  view: CamusView,
): FoundPatient {
  const problems: string[] = [];
  const fileOf = (name: string) => {
    const stem = path.join(patientsFolder, patient, `${patient}_${camusViews[view]}_${name}`);
    return [`${stem}.nii.gz`, `${stem}.nii`].find((file) => existsSync(file));
  };
  const pairOf = (name: string): CamusFiles | undefined => {
    const image = fileOf(name);
    const mask = fileOf(`${name}_gt`);
    if (image && mask) {
      return { image, mask };
    }
    const [found] = [image, mask].flatMap((file) => file ?? []);
    if (found) {
      const absent = `${patient}_${camusViews[view]}_${name}${mask ? '' : '_gt'}.nii.gz`;
      problems.push(`${path.basename(found)} is without its counterpart ${absent}.`);
    }
    return undefined;
  };
  const info = path.join(patientsFolder, patient, `Info_${camusViews[view]}.cfg`);
  const infoFile = existsSync(info) ? info : undefined;
  const sequence = pairOf('half_sequence');
  if (sequence) {
    return { files: { kind: 'half sequence', sequence }, infoFile, problems };
  }
  const [ED, ES] = [pairOf('ED'), pairOf('ES')];
  const files = ED && ES ? ({ kind: 'stills', ED, ES } as const) : undefined;
  return { files, infoFile, problems };
}
