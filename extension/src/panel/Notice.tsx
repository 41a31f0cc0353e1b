import type { Manifest } from '@echonet/models';
import { counted } from './format';
import { testHooks } from './test-hooks';
import { useSessionState } from './use-session';

/** What every reader must know before the first number; always on the screen. */
export function Notice() {
  const { model } = useSessionState();
  return (
    <p className="echonet-notice" role="note" {...testHooks('echonet-notice')}>
      <strong>For research use only.</strong> Not for diagnosis.{' '}
      {model.phase === 'ready' && trainedOn(model.manifest)}
    </p>
  );
}

function trainedOn({ provenance: { simulated, data, patients } }: Manifest): string {
  const cohort = counted(patients.train, 'patient');
  return simulated
    ? `Trained on simulated echocardiograms (${cohort}), never on real ones.`
    : `Trained on ${data} (${cohort}).`;
}
