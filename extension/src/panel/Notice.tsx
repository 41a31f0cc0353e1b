import type { SegmentationManifest } from '@echonet/models';
import { isEvaluated, originOfModel } from '../results/origin';
import { trainingNotice } from '../results/origin-text';
import type { Strings } from '../strings';
import { testHooks } from './test-hooks';
import { useSessionPart } from './use-session';
import { useStrings } from './use-strings';

/** Always visible; in full until there are results, whose chips then say on whom each was evaluated. */
export function Notice() {
  const model = useSessionPart((state) => state.model);
  const segmentation = useSessionPart((state) => state.contours.segmentation);
  const hasResults = useSessionPart((state) => state.results.size > 0);
  const strings = useStrings();
  const trained = [
    model.phase === 'ready' && trainingNotice(strings, model.manifest),
    segmentation.phase === 'ready' && contoursTrainedOn(strings, segmentation.manifest),
  ].filter(Boolean);
  return (
    <p className="echonet-notice" role="note" {...testHooks('echonet-notice')}>
      <strong>{strings.notice.researchOnly}</strong> {strings.notice.notForDiagnosis}
      {trained.length > 0 && (
        <span className={hasResults ? 'echonet-hidden' : undefined}> {trained.join(' ')}</span>
      )}
    </p>
  );
}

function contoursTrainedOn(
  { notice, patients: counted }: Strings,
  manifest: SegmentationManifest,
): string {
  const { simulated, patients } = manifest.provenance;
  return isEvaluated(originOfModel(manifest))
    ? notice.contours(counted(patients.train), simulated)
    : notice.contoursImported;
}
