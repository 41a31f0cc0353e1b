import { closest } from 'fastest-levenshtein';
import type { MeasureId } from '../../contours/measured';
import { parseTemplate, placeholdersOf, TemplateProblem } from './template';

/** Measures and predictions that are numbers. */
const numbers = [
  ...(['EDV', 'ESV', 'EF', 'LAVolume', 'LAIndex', 'heartRate', 'MAPSE'] satisfies MeasureId[]),
  'RADimension',
  'age',
  'weight',
  'height',
];

/** Predictions that are findings: a word for what was found stands for the value. */
const findings = ['lead', 'LADilation', 'LVH', 'sex'];

/** Beside the value itself. */
const numberFields = ['interval', 'word', 'limits'];
const findingFields = ['probability', 'cutOff'];

const placeholders: readonly string[] = [
  ...numbers.flatMap((id) => [id, ...numberFields.map((field) => `${id}.${field}`)]),
  ...findings.flatMap((id) => [id, ...findingFields.map((field) => `${id}.${field}`)]),
];

/** What is wrong with a department's template; undefined where it can be used. */
export function templateProblem(text: string): string | undefined {
  try {
    const unknown = placeholdersOf(parseTemplate(text)).find(
      (name) => !placeholders.includes(name),
    );
    return unknown === undefined
      ? undefined
      : `has the unknown placeholder {${unknown}} (did you mean {${closest(unknown, placeholders)}}?)`;
  } catch (error) {
    if (error instanceof TemplateProblem) {
      return error.message;
    }
    throw error;
  }
}
