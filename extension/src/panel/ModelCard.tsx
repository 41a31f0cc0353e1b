import type { Manifest, Task } from '@echonet/models';
import { counted } from './format';
import { testHooks } from './test-hooks';
import { useSessionState } from './use-session';

/** What the model says of itself: where it comes from and how wrong it was. */
export function ModelCard() {
  const { model } = useSessionState();
  if (model.phase !== 'ready') return null;
  const { manifest } = model;
  const { provenance } = manifest;
  return (
    <details className="echonet-section echonet-model" {...testHooks('echonet-model')}>
      <summary>About the model</summary>
      <dl>
        <Fact name="Model">
          {manifest.name} {manifest.version}
        </Fact>
        <Fact name="Intended use">{manifest.intendedUse}</Fact>
        <Fact name="Trained on">
          {provenance.data} ({counted(provenance.patients.train, 'patient')})
        </Fact>
        <Fact name="Reads">{describeInput(manifest)}</Fact>
        {manifest.tasks.map((task) => (
          <Fact key={task.id} name={`${task.name}, held out`}>
            {describeMetrics(task, provenance.patients.test)}
          </Fact>
        ))}
      </dl>
    </details>
  );
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

function describeInput({ input }: Manifest): string {
  const { size, frameCount, frameIntervalMs, view } = input;
  return `${view} clips, ${frameCount} frames ${frameIntervalMs} ms apart, at ${size} × ${size}`;
}

function describeMetrics({ metrics }: Task, patients: number): string {
  const numbers = Object.entries(metrics).map(([name, value]) => `${name} ${value.toPrecision(3)}`);
  return numbers.length > 0
    ? `${numbers.join(', ')} on ${counted(patients, 'patient')}`
    : 'not measured';
}
