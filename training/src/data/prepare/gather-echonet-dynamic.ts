import path from 'node:path';
import { readFileList, readVolumeTracings, type DroppedRow } from '../sources/echonet-dynamic';
import type { Gathered } from './candidate';

/**
 * The clips of a folder in the EchoNet-Dynamic layout; each video is a patient of its own, as its
 * authors state.
 *
 * @param view of all clips; EchoNet-Pediatric has one folder per view
 * @param withTracings also take the left ventricle from VolumeTracings.csv
 * @throws {UserError} when FileList.csv, Videos or VolumeTracings.csv is missing or invalid
 */
export async function gatherEchoNetDynamic(
  directory: string,
  view = 'A4C',
  withTracings = false,
): Promise<Gathered> {
  const { clips, dropped, ignored, unusedColumns, unlistedVideos } = await readFileList(directory);
  const list = path.join(directory, 'FileList.csv');
  const placed = ({ line, name, reason }: DroppedRow) => ({
    name: `${list}:${line}${name && ` (${name})`}`,
    reason,
  });
  const tracings = withTracings ? readVolumeTracings(directory) : undefined;
  return {
    source: 'EchoNet-Dynamic layout',
    candidates: clips.map(({ name, file, labels, split, patient }) => ({
      name,
      origin: {
        format: 'avi' as const,
        file,
        tracings: tracings?.byVideo.get(name.toLowerCase()),
      },
      patientId: name,
      view,
      split,
      labels: { ...labels, ...patientLabels(patient) },
    })),
    dropped: [
      ...dropped.map(placed),
      ...unlistedVideos.map((name) => ({ name, reason: 'FileList.csv does not list the video.' })),
    ],
    problems: [
      ...(unusedColumns.length > 0
        ? [
            {
              name: list,
              reason: `The columns ${unusedColumns.join(', ')} are not used; labels are read from EF, ESV and EDV.`,
            },
          ]
        : []),
      ...ignored.map(placed),
      ...(tracings?.problems ?? []).map(({ line, reason }) => ({
        name: `${path.join(directory, 'VolumeTracings.csv')}:${line}`,
        reason,
      })),
    ],
    ...(tracings && { labelledStructures: ['LV'] }),
  };
}

function patientLabels({
  sex,
  ageYears,
  weightKg,
  heightM,
}: {
  sex?: 'female' | 'male';
  ageYears?: number;
  weightKg?: number;
  heightM?: number;
}): Record<string, number> {
  return {
    ...(sex && { sex: sex === 'male' ? 1 : 0 }),
    ...(ageYears !== undefined && { age: ageYears }),
    ...(weightKg !== undefined && { weight: weightKg }),
    ...(heightM !== undefined && { height: heightM }),
  };
}
