import { type ClipHeader, stressStage } from '@echonet/dicom';
import type { Strings } from '../strings';

/** Where in the exam a clip was acquired: stage and view of a stress test, and the time of day. */
export function examFacts(header: ClipHeader, { stage, protocolView }: Strings['clips']): string[] {
  const { StageName, StageNumber, ViewName, ViewNumber, acquiredAt } = header;
  const isStaged = StageName !== undefined || stressStage(header) !== undefined;
  const numberOf = (number: number | undefined) => (number ? String(number) : '');
  const view = ViewName ?? numberOf(ViewNumber);
  return [
    ...(isStaged ? [stage(StageName ?? '', numberOf(StageNumber))] : []),
    ...(isStaged && view ? [protocolView(view)] : []),
    ...(acquiredAt ? [`${acquiredAt.slice(0, 2)}:${acquiredAt.slice(2, 4)}`] : []),
  ];
}
