import type { ReactElement, ReactNode } from 'react';
import { chosenClips } from '../clips/state';
import type { Reading } from './reading';
import { groupTasks } from './task-groups';
import type { TaskGroup } from './task-groups';
import type { Strings } from '../strings';
import { formatSeconds } from '../panel/format';
import { TaskResult } from './TaskResult';
import { Warnings } from './Warnings';
import { testHooks } from '../panel/test-hooks';
import { useReading } from './use-reading';
import { useSessionPart } from '../panel/use-session';
import { useStrings } from '../panel/use-strings';

export function Results(): ReactElement | null {
  const reading = useReading();
  const model = useSessionPart((state) => state.model);
  const chosenCount = useSessionPart((state) => chosenClips(state).length);
  const strings = useStrings();
  if (!reading || model.phase !== 'ready') return null;
  const { results } = strings;
  const { clips, isProvisional, isComplete } = reading;
  return (
    <section className="echonet-section" aria-labelledby="echonet-results-title">
      <h2 id="echonet-results-title">
        {results.title}
        <span className="echonet-aside">
          {clips.length > 1 ? results.pooled(strings.clipCount(clips.length)) : clips[0].clip.label}
        </span>
      </h2>
      {isProvisional && (
        <p className="echonet-provisional" {...testHooks('echonet-provisional')}>
          {results.provisional(progressOf(strings, reading, chosenCount))}
        </p>
      )}
      <div
        className="echonet-results"
        data-complete={isComplete}
        data-frame-indices={clips[0].result.frameIndices.join(',')}
        {...testHooks('echonet-results')}
      >
        {groupTasks(model.manifest.tasks).map((group) => (
          <Group key={group.name} group={group}>
            {group.tasks.map((task) => (
              <TaskResult key={task.id} task={task} reading={reading} />
            ))}
          </Group>
        ))}
      </div>
      <Warnings reading={reading} />
      <Computed reading={reading} />
    </section>
  );
}

/** Patient characteristics are for research only and start collapsed. */
function Group({ group: { name }, children }: { group: TaskGroup; children: ReactNode }) {
  const { results } = useStrings();
  if (name !== 'systemic') {
    return (
      <section className="echonet-group" aria-label={results.groups[name]}>
        <h3>{results.groups[name]}</h3>
        <ul>{children}</ul>
      </section>
    );
  }
  return (
    <details className="echonet-group" {...testHooks('echonet-systemic')}>
      <summary>
        {results.groups[name]} <span className="echonet-tag">{results.exploratory}</span>
      </summary>
      <p className="echonet-muted">{results.exploratoryHint}</p>
      <ul>{children}</ul>
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

/** Computing time and backend; the reasons why faster backends are not used are collapsed. */
function Computed({ reading: { clips, isProvisional } }: { reading: Reading }): ReactElement {
  const strings = useStrings();
  const frameCount = clips.reduce((sum, { result }) => sum + result.frameIndices.length, 0);
  const expected = clips.reduce((sum, { result }) => sum + result.expectedFrames, 0);
  const elapsedMs = clips.reduce((sum, { result }) => sum + result.elapsedMs, 0);
  const backends = new Set(clips.map(({ result }) => result.backend.description));
  const notes = new Set(clips.flatMap(({ result }) => result.backend.notes));
  const passedOver = new Set(clips.flatMap(({ result }) => result.backend.passedOver));
  const frames = isProvisional
    ? strings.results.framesOf(frameCount, strings.frames(expected))
    : strings.frames(frameCount);
  const how = strings.results.computed(
    frames,
    formatSeconds(elapsedMs, strings.locale),
    [...backends].join(', '),
  );
  return (
    <div className="echonet-muted echonet-computed" {...testHooks('echonet-backend')}>
      {passedOver.size === 0 ? (
        how
      ) : (
        <details>
          <summary>{how}</summary>
          {[...passedOver].join(' ')}
        </details>
      )}
      {notes.size > 0 && <p>{[...notes].join(' ')}</p>}
    </div>
  );
}
