import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { taskDefinitions } from '@echonet/models/tasks';
import { clipsTable } from './clips-table';
import { clipsFileName, indexFileName, type PreparedIndex } from './format';
import { openPrepared, type Cohort } from './open-prepared';
import type { ClipImages } from './images';
import { writeShards } from './shards';

/** A made-up clip of a prepared folder. */
export interface FixtureClip extends ClipImages {
  readonly patientId: string;
  readonly labels: Readonly<Record<string, number>>;
  readonly view?: string;
  readonly imageQuality?: string;
}

/**
 * Writes a prepared folder for tests.
 *
 * @param structures names of the codes of the clips' structures, which every clip then has
 * @param labelledStructures names of those that are marked; all of them by default
 */
export async function writePreparedFixture(
  directory: string,
  size: number,
  clips: readonly FixtureClip[],
  structures?: readonly string[],
  labelledStructures?: readonly string[],
): Promise<Cohort> {
  mkdirSync(directory, { recursive: true });
  const parts = clips.map(({ frames, mask, structures: codes = new Uint8Array() }, index) => {
    const file = path.join(directory, `${index}.part`);
    writeFileSync(file, Buffer.concat([frames, mask, codes]));
    return { file, frameCount: frames.length / size ** 2 };
  });
  const { places, shards } = await writeShards(
    directory,
    parts,
    { size, channels: 1 },
    structures !== undefined,
  );
  const table = clipsTable(
    clips.map(({ patientId, labels, view = 'A4C', imageQuality, facts }, index) => ({
      patientId,
      clipId: `clip-${index}`,
      view,
      imageQuality,
      labels,
      ...facts,
      frames: parts[index].frameCount,
      ...places[index],
    })),
  );
  writeFileSync(path.join(directory, clipsFileName), table);
  const index: PreparedIndex = {
    format: 'echonet-prepared',
    version: 1,
    simulated: true,
    input: { size, channels: 1, frameIntervalMs: 100, frameCount: 20 },
    patients: new Set(clips.map(({ patientId }) => patientId)).size,
    clips: clips.length,
    tasks: taskDefinitions.map(({ id }) => id).filter((id) => clips.some((c) => id in c.labels)),
    clipsSha256: createHash('sha256').update(table).digest('hex'),
    shards,
    ...(structures && { structures: [...structures] }),
    ...(labelledStructures && { labelledStructures: [...labelledStructures] }),
    provenance: { source: 'test', command: '', startedAt: '', commit: '', versions: {} },
  };
  writeFileSync(path.join(directory, indexFileName), JSON.stringify(index));
  return openPrepared(directory);
}
