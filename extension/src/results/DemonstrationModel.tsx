import { useEffect, useMemo, useState, type ReactElement } from 'react';
import { stepText } from '../inference/step-text';
import { Problem } from '../panel/Problem';
import { Progress } from '../panel/Progress';
import { testHooks } from '../panel/test-hooks';
import { useSession, useSessionPart, useSessionState } from '../panel/use-session';
import { useStrings } from '../panel/use-strings';
import { originOf } from './origin';
import { OriginChip } from './OriginChip';
import { readingOf } from './reading';
import { TaskGroups } from './TaskGroups';

/**
 * What a model of simulated patients makes of the clips of real ones: folded, and computed only while
 * the reader has it open. It can neither be accepted nor reported.
 */
export function DemonstrationModel(): ReactElement | null {
  const session = useSession();
  const { model } = useSessionPart((state) => state.demonstration);
  const read = useSessionPart((state) => state.results);
  const choice = useSessionPart((state) => state.choice);
  const isRunning = useSessionPart((state) => state.run !== undefined);
  const [isOpen, setOpen] = useState(false);
  const { results } = useStrings();
  useEffect(() => {
    if (isOpen && model && !isRunning) {
      void session.demonstration.read();
    }
  }, [session, isOpen, model, isRunning, read, choice]);
  if (!model) {
    return null;
  }
  const { manifest } = model;
  return (
    <details
      className="echonet-group echonet-demonstration"
      onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
      {...testHooks('echonet-demonstration-model')}
    >
      <summary>
        {results.demonstration} <OriginChip origin={originOf(manifest, manifest.tasks[0].id)} />
      </summary>
      <p className="echonet-muted">{results.demonstrationOnly}</p>
      <Content />
    </details>
  );
}

function Content(): ReactElement | null {
  const session = useSession();
  const state = useSessionState();
  const { results, run } = useStrings();
  const { demonstration } = state;
  const { model, progress, problem } = demonstration;
  const reading = useMemo(
    () =>
      model &&
      readingOf({
        ...state,
        model: { phase: 'ready', ...model },
        results: demonstration.results,
        run: undefined,
      }),
    [state, model, demonstration.results],
  );
  if (!model) {
    return null;
  }
  return (
    <>
      {progress && (
        <Progress
          label={results.demonstration}
          part={progress.count > 0 ? progress.done / progress.count : 0}
          status={
            progress.count > 0 ? run.phase.predicting(stepText(run, progress)) : run.loadingModel()
          }
          testId="echonet-demonstration-progress"
          onCancel={() => session.demonstration.stop()}
        />
      )}
      {problem && <Problem>{problem}</Problem>}
      {reading && (
        <TaskGroups
          manifest={model.manifest}
          reading={reading}
          tasks={model.manifest.tasks}
          isDemonstration
          isOfSecondModel
        />
      )}
    </>
  );
}
