import type { MeasureId } from '../contours/measured';
import { acceptedResults } from './measured-clip';
import type { Report } from './report';

/** Mean over the clips in which a reader accepted a value, where there are several. */
export function meansOfAccepted({ measured, clips }: Pick<Report, 'measured' | 'clips'>) {
  const ids: readonly MeasureId[] = ['EDV', 'ESV', 'EF', 'LAVolume', 'LAIndex', 'MAPSE'];
  return ids.flatMap((id) => {
    const parts = measured.flatMap((ofClip) => {
      const result = acceptedResults(ofClip).find((one) => one.id === id);
      const clip = clips.find(({ SOPInstanceUID }) => SOPInstanceUID === ofClip.SOPInstanceUID);
      return result && clip ? [{ clip, result }] : [];
    });
    const isOneUnit = new Set(parts.map(({ result }) => result.unit)).size === 1;
    const sum = parts.reduce((total, { result }) => total + result.value, 0);
    return parts.length > 1 && isOneUnit ? [{ id, value: sum / parts.length, parts }] : [];
  });
}
