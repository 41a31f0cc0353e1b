import { createHash } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import { writeFileAtomically } from '../../data/write-file-atomically';
import { dayBefore } from '../service/watch';

/** Archives get studies some days late; clips that were read before are not read again. */
const daysBefore = 3;

const schema = v.object({ from: v.pipe(v.string(), v.regex(/^\d{8}$/)) });

/** Where a search is kept that was read to its end, by archive and further keys. */
export interface LastSearch {
  /** StudyDate of the next search, such as 20260101-; undefined when there was none before, or its file is damaged. */
  studyDates(): Promise<string | undefined>;
  /** @param startedAt of the search that was read to its end */
  keep(startedAt: Date): Promise<void>;
}

export function lastSearch(
  stateFolder: string,
  url: string,
  query: Readonly<Record<string, string>>,
): LastSearch {
  const keys = Object.entries(query).sort(([a], [b]) => a.localeCompare(b));
  const name = createHash('sha256')
    .update(JSON.stringify([url, keys]))
    .digest('hex');
  const file = path.join(stateFolder, 'searches', `${name.slice(0, 32)}.json`);
  return {
    async studyDates() {
      try {
        const { from } = v.parse(schema, JSON.parse(await readFile(file, 'utf8')));
        return `${from}-`;
      } catch {
        return undefined;
      }
    },
    async keep(startedAt) {
      await mkdir(path.dirname(file), { recursive: true });
      writeFileAtomically(file, `${JSON.stringify({ from: dayBefore(startedAt, daysBefore) })}\n`);
    },
  };
}
