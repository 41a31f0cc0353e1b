import type { ReactElement } from 'react';
import type { Clip } from '../../clips/clip';
import { testHooks } from '../../panel/test-hooks';
import { useSessionPart } from '../../panel/use-session';
import { useStrings } from '../../panel/use-strings';
import { storedEdits } from '../earlier/edits-to-restore';
import type { EarlierReport } from '../earlier/read-report';
import { formatStoredTime } from './format-stored-time';
import { useReportState } from './use-report-service';

/** Which stored report the present changes of a clip's contours came back from. */
export function RestoredEdits({ clip }: { readonly clip: Clip }): ReactElement | null {
  const report = useReportState().restored.get(clip.SOPInstanceUID);
  const { restored } = useStrings().report;
  return report ? (
    <p className="echonet-muted" {...testHooks('echonet-restored-edits')}>
      <OfReport report={report} sentence={restored} />
    </p>
  ) : null;
}

/** Says, before an analysis, that it brings back the changes of contours that a report in the study has. */
export function WaitingEdits(): ReactElement | null {
  const { earlier } = useReportState();
  const clips = useSessionPart((state) => state.clips);
  const segmentation = useSessionPart((state) => state.contours.segmentation);
  const { waitingEdits } = useStrings().report;
  if (segmentation.phase !== 'ready') {
    return null;
  }
  const stored = clips
    .map(({ SOPInstanceUID }) => storedEdits(SOPInstanceUID, segmentation.manifest, earlier))
    .find(Boolean);
  return stored ? (
    <p className="echonet-muted" {...testHooks('echonet-waiting-edits')}>
      <OfReport report={stored.report} sentence={waitingEdits} />
    </p>
  ) : null;
}

interface OfReportProps {
  readonly report: EarlierReport;
  readonly sentence: (time: string, reader: string) => string;
}

function OfReport({ report: { time, reader }, sentence }: OfReportProps): ReactElement {
  const { report: words, locale } = useStrings();
  return <>{sentence(formatStoredTime(time, locale) ?? words.unknownTime, shownName(reader))}</>;
}

/** Given name and family name of a value of VR PN. */
export function shownName(personName: string): string {
  const [family = '', given = ''] = personName.split('=')[0].split('^');
  return [given, family].filter(Boolean).join(' ');
}
