import type { Report } from '../report';
import { reportCsv } from './csv';
import type { Identifiers } from './identifiers';
import { reportJson } from './json';

export type ReportFormat = 'json' | 'csv';

export interface ReportFile {
  readonly name: string;
  readonly type: string;
  readonly text: string;
}

/** @param identifiers none in a file without Patient ID and UIDs */
export function reportFile(
  report: Report,
  format: ReportFormat,
  identifiers: Identifiers | undefined,
): ReportFile {
  const name = `echonet-${report.date.toISOString().slice(0, 16).replace(/[-:]/g, '')}`;
  return format === 'json'
    ? { name: `${name}.json`, type: 'application/json', text: reportJson(report, identifiers) }
    : {
        name: `${name}.csv`,
        type: 'text/csv;charset=utf-8',
        text: reportCsv(report, identifiers),
      };
}
