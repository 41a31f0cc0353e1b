import type { ReactElement } from 'react';
import type { Manifest, Task } from '@echonet/models';
import { chosenClips } from '../clips/state';
import { DemonstrationModel } from './DemonstrationModel';
import { demonstratedTasks, originOf } from './origin';
import { OriginChip } from './OriginChip';
import { averagedOf, type Reading } from './reading';
import type { Strings } from '../strings';
import { WaitingEdits } from '../report/components/RestoredEdits';
import { TaskGroups } from './TaskGroups';
import { Warnings } from './Warnings';
import { testHooks } from '../panel/test-hooks';
import { useReading } from './use-reading';
import { useConfig, useSessionPart } from '../panel/use-session';
import { useStrings } from '../panel/use-strings';

/** The predictions of the chosen clips, those that were evaluated on real patients first. */
export function Results(): ReactElement {
  const reading = useReading();
  const model = useSessionPart((state) => state.model);
  const chosenCount = useSessionPart((state) => chosenClips(state).length);
  const { showDemonstration } = useConfig();
  const strings = useStrings();
  if (!reading || model.phase !== 'ready') {
    return (
      <>
        <p className="echonet-muted">{strings.results.runFirst}</p>
        <WaitingEdits />
      </>
    );
  }
  const { clips, isProvisional, isComplete } = reading;
  const { manifest } = model;
  const demonstrated = demonstratedTasks(
    manifest,
    clips.map(({ clip }) => clip),
  );
  const known = manifest.tasks.filter(({ id }) => id in reading.prediction);
  const tasks = known.filter(({ id }) => !demonstrated.has(id));
  const demonstrations = showDemonstration ? known.filter(({ id }) => demonstrated.has(id)) : [];
  return (
    <div
      className="echonet-results"
      data-complete={isComplete}
      data-frame-indices={clips[0].result.frameIndices.join(',')}
      {...testHooks('echonet-results')}
    >
      {isProvisional && (
        <p className="echonet-provisional" {...testHooks('echonet-provisional')}>
          {strings.results.provisional(progressOf(strings, reading, chosenCount))}
        </p>
      )}
      {tasks.length > 0 && <Predicted manifest={manifest} reading={reading} tasks={tasks} />}
      {demonstrations.length > 0 && (
        <Demonstration manifest={manifest} reading={reading} tasks={demonstrations} />
      )}
      <DemonstrationModel />
      <Warnings reading={reading} isDemonstration={tasks.length === 0} />
    </div>
  );
}

interface TasksProps {
  readonly manifest: Manifest;
  readonly reading: Reading;
  readonly tasks: readonly Task[];
}

function Predicted({ manifest, reading, tasks }: TasksProps): ReactElement {
  const strings = useStrings();
  const { results } = strings;
  const averagedCount = Math.max(...tasks.map(({ id }) => averagedOf(reading, id).length));
  return (
    <section className="echonet-section" aria-labelledby="echonet-results-title">
      <h2 id="echonet-results-title">
        {results.predicted}
        {averagedCount > 1 && (
          <span className="echonet-aside" title={results.pooled(strings.clipCount(averagedCount))}>
            {results.pooled(strings.clipCount(averagedCount))}
          </span>
        )}
        <OriginChip origin={originOf(manifest, tasks[0].id)} />
      </h2>
      <TaskGroups manifest={manifest} reading={reading} tasks={tasks} isDemonstration={false} />
    </section>
  );
}

/** Folded away, so that nobody takes them for results of a real patient. */
function Demonstration({ manifest, reading, tasks }: TasksProps): ReactElement {
  const { results } = useStrings();
  return (
    <details
      className="echonet-group echonet-demonstration"
      {...testHooks('echonet-demonstration')}
    >
      <summary>
        {results.demonstration} <OriginChip origin={originOf(manifest, tasks[0].id)} />
      </summary>
      <p className="echonet-muted">{results.demonstrationHint}</p>
      <TaskGroups manifest={manifest} reading={reading} tasks={tasks} isDemonstration />
    </details>
  );
}

/** Clips done if several are read, otherwise frames done. */
function progressOf(strings: Strings, { clips }: Reading, chosenCount: number): string {
  const { results } = strings;
  if (chosenCount > 1) {
    const done = clips.filter(hasAllFrames).length;
    return results.clipsOf(done, strings.clipCount(chosenCount));
  }
  const [{ result }] = clips;
  return results.framesOf(result.frameIndices.length, strings.frames(result.expectedFrames));
}

function hasAllFrames({ result }: Reading['clips'][number]): boolean {
  return result.frameIndices.length === result.expectedFrames;
}
