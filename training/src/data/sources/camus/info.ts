import { readFileSync } from 'node:fs';
import { taskDefinition } from '@echonet/models/tasks';
import { parseLabel } from '../../labels/parse-label';

/** What a patient's Info_4CH.cfg or Info_2CH.cfg says; what is missing or implausible is absent. */
export interface CamusInfo {
  /** Numbers of the frames in the half sequence, from 1. */
  readonly ED?: number;
  readonly ES?: number;
  readonly ImageQuality?: string;
  /** The patient's sex (1 is male) and age by task id. */
  readonly labels: Readonly<Record<string, number>>;
  /** One clause for each value that was ignored. */
  readonly ignored: readonly string[];
}

/** @throws Error when the file cannot be read */
export function readInfo(file: string): CamusInfo {
  const cells = new Map(
    readFileSync(file, 'utf8')
      .split(/\r?\n/)
      .flatMap((line) => {
        const [, keyword, value] = /^\s*(\w+)\s*:\s*(.*?)\s*$/.exec(line) ?? [];
        return keyword ? [[keyword, value] as const] : [];
      }),
  );
  const ignored: string[] = [];
  const labels: Record<string, number> = {};
  for (const [keyword, id] of [
    ['Sex', 'sex'],
    ['Age', 'age'],
  ] as const) {
    try {
      const value = parseLabel(cells.get(keyword) ?? '', taskDefinition(id)!);
      if (value !== undefined) {
        labels[id] = value;
      }
    } catch (error) {
      ignored.push((error as Error).message);
    }
  }
  const frameNumber = (keyword: string) => {
    const cell = cells.get(keyword) || undefined;
    const value = Number(cell);
    if (Number.isInteger(value) && value >= 1) {
      return value;
    }
    if (cell !== undefined) {
      ignored.push(`${keyword} is ${cell}, and frames are counted from 1`);
    }
    return undefined;
  };
  const [ED, ES] = ['ED', 'ES'].map(frameNumber);
  return {
    ED,
    ES,
    ImageQuality: cells.get('ImageQuality') || undefined,
    labels,
    ignored,
  };
}
