import type { HeartStructure } from '@echonet/models/measures';
import { taskDefinition } from '@echonet/models/tasks';
import { valueText } from '../../figures/number-text';
import { textCell } from '../../report/cells';
import type { Estimate } from '../../report/estimate';
import type { Cell } from '../../report/table';
import type { MeasureId } from '../assess-segmentation';
import type { Phase } from '../measure-cases';

export const structureTitles: Readonly<Record<HeartStructure, string>> = {
  LV: 'Left ventricle',
  LVWall: 'Left ventricular wall',
  LA: 'Left atrium',
  RV: 'Right ventricle',
  RA: 'Right atrium',
};

export const phaseTitles: Readonly<Record<Phase, string>> = {
  ED: 'end-diastole',
  ES: 'end-systole',
  other: 'other frames',
};

export function measureTitle(measure: MeasureId): string {
  return taskDefinition(measure)?.name ?? measure;
}

/** A number with its interval below. */
export function numberCell(estimate: Estimate | undefined, decimals: number, mark = false): Cell {
  return textCell(estimate, (value) => valueText(value, decimals), mark);
}

/** e.g. "1 patient" or "50 patients". */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
