import type { ClipTaskPrediction, Manifest, Task } from '@echonet/models';
import type { ClipReading } from './read-clip';

export interface NamedReading {
  readonly file: string;
  readonly reading: ClipReading;
}

const viewNames = {
  A4C: 'A4C',
  other: 'another view',
  unusable: 'not usable',
  uncertain: 'uncertain',
} as const;

/** Markdown tables: the outcome of every file, then the predictions for the analysed ones. */
export function readingTables(
  readings: readonly NamedReading[],
  viewClassifier: Manifest,
  models: readonly Manifest[],
): string {
  const rows = readings.map(({ file, reading }) => {
    const { unreadable, refusal, view, inGrey } = reading;
    const probabilities = view
      ? [view.probabilities.A4C, view.probabilities.other, view.probabilities.unusable]
      : [];
    return [
      file,
      unreadable ?? refusal ?? 'no',
      ...[0, 1, 2].map((index) => probabilities[index]?.toFixed(2) ?? '–'),
      view ? `${viewNames[view.view]}${inGrey ? ' (its grey values)' : ''}` : '–',
      outcomeOf(reading),
    ];
  });
  const header = ['file', 'refused by rule', 'P(A4C)', 'P(other)', 'P(not usable)', 'view', ''];
  const threshold = viewClassifier.tasks.find(({ id }) => id === 'viewA4C')?.decisionThreshold;
  const turnedAway = readings.filter(({ reading }) => outcomeOf(reading) !== 'read').length;
  return [
    `View classifier: ${nameOf(viewClassifier)}; a clip is an A4C from P(A4C) ≥ ${threshold?.toPrecision(3)}. ${readings.length} files, of which ${turnedAway} are turned away.`,
    table(header, rows),
    ...models.flatMap((manifest, index) => {
      const read = readings.filter(({ reading }) => reading.predictions);
      if (read.length === 0) {
        return [];
      }
      return [
        `Read by ${nameOf(manifest)}; in brackets the 90 % interval.`,
        table(
          ['file', ...manifest.tasks.map(({ name, unit }) => (unit ? `${name} (${unit})` : name))],
          read.map(({ file, reading }) => [
            file,
            ...manifest.tasks.map((task) =>
              predictionText(task, reading.predictions![index][task.id]),
            ),
          ]),
        ),
      ];
    }),
  ]
    .join('\n\n')
    .concat('\n');
}

function outcomeOf({ unreadable, refusal, view }: ClipReading): string {
  if (unreadable !== undefined || refusal !== undefined) {
    return 'turned away by rule';
  }
  return view?.accepted ? 'read' : 'turned away by its view';
}

function nameOf({ name, version, provenance }: Manifest): string {
  return `${name} ${version}${provenance.simulated ? ' (trained on simulated images)' : ''}`;
}

function predictionText({ kind }: Task, { mean, interval90, positive }: ClipTaskPrediction) {
  if (kind === 'classification') {
    return `${mean.toFixed(2)}${positive === undefined ? '' : positive ? ' (yes)' : ' (no)'}`;
  }
  const number = (value: number) => Number(value.toPrecision(3)).toString();
  return `${number(mean)}${interval90 ? ` (${interval90.map(number).join(' to ')})` : ''}`;
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}
