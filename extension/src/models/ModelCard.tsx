import { useState, type ReactElement, type ReactNode } from 'react';
import type { Manifest, Task } from '@echonet/models';
import { modelTitle, shortTaskName, type Strings } from '../strings';
import { shownUnit } from '../panel/format';
import { Dialog } from '../panel/Dialog';
import { originOf, originOfModel } from '../results/origin';
import { originHint, trainingText } from '../results/origin-text';
import { OriginChip } from '../results/OriginChip';
import { LazyCardText } from './LazyCardText';
import { useSessionPart } from '../panel/use-session';
import { useStrings } from '../panel/use-strings';

export function ModelCard(): ReactElement | null {
  const [wasOpened, setWasOpened] = useState(false);
  const model = useSessionPart((state) => state.model);
  const strings = useStrings();
  if (model.phase !== 'ready') {
    return null;
  }
  const { manifest } = model;
  const origin = manifest.tasks[0]
    ? originOf(manifest, manifest.tasks[0].id)
    : originOfModel(manifest);
  return (
    <section className="echonet-section echonet-model" aria-label={strings.model.title}>
      <p className="echonet-muted">{modelTitle(strings, manifest)}</p>
      <Dialog title={strings.model.title} testId="echonet-model" onOpen={() => setWasOpened(true)}>
        {/* The sentence that matters most stands first. */}
        <p className="echonet-model-origin">
          <OriginChip origin={origin} /> {originHint(strings, origin)}
        </p>
        <Facts manifest={manifest} />
        {wasOpened && manifest.modelCard && (
          <details className="echonet-group">
            <summary>{strings.model.wholeCard}</summary>
            <LazyCardText markdown={manifest.modelCard} />
          </details>
        )}
      </Dialog>
    </section>
  );
}

function Facts({ manifest }: { readonly manifest: Manifest }): ReactElement {
  const strings = useStrings();
  const { provenance } = manifest;
  return (
    <dl>
      <Fact name={strings.model.name}>{modelTitle(strings, manifest)}</Fact>
      <Fact name={strings.model.intendedUse}>{manifest.intendedUse}</Fact>
      <Fact name={strings.model.trainedOn}>
        {trainingText(strings, manifest)}; {strings.model.parts(provenance.patients)}
      </Fact>
      <Fact name={strings.model.reads}>{describeInput(strings, manifest)}</Fact>
      {manifest.tasks.map((task) => (
        <Fact key={task.id} name={strings.model.heldOut(shortTaskName(strings, task))}>
          {describeMetrics(strings, task, provenance.patients.test)}
        </Fact>
      ))}
    </dl>
  );
}

export function Fact({ name, children }: { name: string; children: ReactNode }): ReactElement {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

export function describeInput({ model, frames }: Strings, { input, onnx }: Manifest): string {
  const { size, frameCount, frameIntervalMs, view } = input;
  const { count, mostWindows } = onnx?.input.frames ?? { count: 1, mostWindows: 1 };
  const read = count > 1 ? model.windows(mostWindows, count) : frames(frameCount);
  return model.input(view, read, frameIntervalMs, size);
}

const threeDigits = { minimumSignificantDigits: 3, maximumSignificantDigits: 3 };

/** A selection of the metrics; the card's text has all. */
function describeMetrics({ model, patients, locale }: Strings, task: Task, count: number): string {
  const { metrics } = task;
  const numbers = Object.entries(model.metricNames).flatMap(([id, name]) => {
    if (!Object.hasOwn(metrics, id)) {
      return [];
    }
    const unit = id === 'mae' && task.unit ? ` ${shownUnit(task.unit, locale)}` : '';
    return [`${name} ${metrics[id].toLocaleString(locale, threeDigits)}${unit}`];
  });
  return numbers.length > 0
    ? model.measured(numbers.join(', '), patients(count))
    : model.notMeasured;
}
