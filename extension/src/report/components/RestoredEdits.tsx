import type { ReactElement } from 'react';
import type { Clip } from '../../clips/clip';
import { testHooks } from '../../panel/test-hooks';
import { useStrings } from '../../panel/use-strings';
import { formatStoredTime } from './format-stored-time';
import { useReportState } from './use-report-service';

/** Which stored report the present changes of a clip's contours came back from. */
export function RestoredEdits({ clip }: { readonly clip: Clip }): ReactElement | null {
  const report = useReportState().restored.get(clip.SOPInstanceUID);
  const { report: words, locale } = useStrings();
  return report ? (
    <p className="echonet-muted" {...testHooks('echonet-restored-edits')}>
      {words.restored(
        formatStoredTime(report.time, locale) ?? words.unknownTime,
        shownName(report.reader),
      )}
    </p>
  ) : null;
}

/** Given name and family name of a value of VR PN. */
export function shownName(personName: string): string {
  const [family = '', given = ''] = personName.split('=')[0].split('^');
  return [given, family].filter(Boolean).join(' ');
}
