import type { Manifest, SegmentationManifest } from '@echonet/models';
import type { Strings } from '../strings';
import { testHooks } from './test-hooks';
import { useSessionPart } from './use-session';
import { useStrings } from './use-strings';

/** Always visible. */
export function Notice() {
  const model = useSessionPart((state) => state.model);
  const segmentation = useSessionPart((state) => state.contours.segmentation);
  const strings = useStrings();
  return (
    <p className="echonet-notice" role="note" {...testHooks('echonet-notice')}>
      <strong>{strings.notice.researchOnly}</strong> {strings.notice.notForDiagnosis}{' '}
      {model.phase === 'ready' && trainedOn(strings, model.manifest)}{' '}
      {segmentation.phase === 'ready' && contoursTrainedOn(strings, segmentation.manifest)}
    </p>
  );
}

function contoursTrainedOn(
  { notice, patients: counted }: Strings,
  { provenance: { simulated, patients } }: SegmentationManifest,
): string {
  return notice.contours(counted(patients.train), simulated);
}

function trainedOn(
  { notice, patients: counted }: Strings,
  { provenance: { simulated, data, patients } }: Manifest,
): string {
  const cohort = counted(patients.train);
  return simulated ? notice.simulated(cohort) : notice.trainedOn(data, cohort);
}
