import { en } from '../../strings/en';
import { remarksOf } from '../remarks';
import type { Report, ReportedResult, ReportedValue } from '../report';
import type { Identifiers } from './identifiers';

type Cell = string | number | boolean | undefined;

/**
 * A report as CSV (RFC 4180), one row per value: pooled results first, including the EF from
 * EDV/ESV, then those of each clip. Every row names the model and its intended use, so that neither
 * gets lost.
 */
export function reportCsv(report: Report, identifiers?: Identifiers): string {
  const { clips, results, manifest, modelHash, date } = report;
  const common = {
    modelId: manifest.id,
    modelVersion: manifest.version,
    modelSha256: modelHash,
    date: date.toISOString(),
    notice: remarksOf(report, en).slice(0, 2).join(' '),
    ...identifiers?.study,
  };
  const frameCount = clips.reduce((sum, { frameNumbers }) => sum + frameNumbers.length, 0);
  const rows: Readonly<Record<string, Cell>>[] = [
    ...results.map((result) => ({ clip: 'all', ...fields(result, frameCount), ...common })),
    ...fromVolumes(report).map((row) => ({ clip: 'all', ...row, frames: frameCount, ...common })),
    ...clips.flatMap((clip) =>
      clip.values.map((value) => ({
        clip: clip.number,
        ...fields(value, clip.frameNumbers.length),
        ...common,
        ...(identifiers ? { SOPInstanceUID: clip.SOPInstanceUID } : {}),
      })),
    ),
  ];
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return [columns, ...rows.map((row) => columns.map((column) => row[column]))]
    .map((cells) => `${cells.map(cellText).join(',')}\r\n`)
    .join('');
}

function fields(result: ReportedValue & Pick<Partial<ReportedResult>, 'decision'>, frames: number) {
  const { task, value, interval90, standardDeviation, positive, decision } = result;
  return {
    task: task.id,
    name: task.name,
    value,
    unit: task.unit || '1',
    interval90Low: interval90?.[0],
    interval90High: interval90?.[1],
    standardDeviation,
    frames,
    threshold: task.decisionThreshold,
    positive,
    readerDecision: decision?.decision,
    readerDecisionDate: decision?.date.toISOString(),
  };
}

/** Not a task of the model, so it has its own row. */
function fromVolumes({ ejectionFractionFromVolumes: fromVolumes }: Report) {
  if (!fromVolumes) return [];
  const { value, interval90, disagrees } = fromVolumes;
  return [
    {
      task: 'EFFromVolumes',
      name: en.results.fromVolumes,
      value,
      unit: '%',
      interval90Low: interval90?.[0],
      interval90High: interval90?.[1],
      disagreesWithDirect: disagrees,
    },
  ];
}

/** An apostrophe keeps spreadsheets from running text as a formula. */
function cellText(cell: Cell): string {
  if (typeof cell !== 'string') return String(cell ?? '');
  const text = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
