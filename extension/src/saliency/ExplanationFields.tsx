import type { ReactElement } from 'react';
import { testHooks } from '../panel/test-hooks';
import { useSession, useSessionState } from '../panel/use-session';
import { useStrings } from '../panel/use-strings';
import { taskName } from '../strings';
import { Field } from './Field';
import { type SaliencyMethod, sampleCounts } from './settings';
import { hasSamples, offeredMethods, saliencyMethod, saliencyTaskId } from './state';

/** Task, method and number of samples; a change computes new maps. */
export function ExplanationFields(): ReactElement | null {
  const session = useSession();
  const state = useSessionState();
  const strings = useStrings();
  const { model, saliency } = state;
  const method = saliencyMethod(state);
  if (model.phase !== 'ready') {
    return null;
  }
  return (
    <>
      <Field name={strings.saliency.task}>
        <select
          value={saliencyTaskId(state)}
          onChange={(event) => session.saliency.explainBy({ taskId: event.target.value })}
          {...testHooks('echonet-saliency-task')}
        >
          {model.manifest.tasks.map((task) => (
            <option key={task.id} value={task.id}>
              {taskName(strings, task)}
            </option>
          ))}
        </select>
      </Field>
      <Field name={strings.saliency.method}>
        <select
          value={method}
          onChange={(event) =>
            session.saliency.explainBy({ method: event.target.value as SaliencyMethod })
          }
          {...testHooks('echonet-saliency-method')}
        >
          {offeredMethods(state).map((offered) => (
            <option key={offered} value={offered}>
              {strings.saliency.methods[offered]}
            </option>
          ))}
        </select>
      </Field>
      <p className="echonet-muted">
        {method === 'occlusion' ? strings.saliency.occlusionHint : strings.saliency.methodHint}
      </p>
      {hasSamples(method) && (
        <Field name={strings.saliency.samples}>
          <select
            value={saliency.samples}
            onChange={(event) =>
              session.saliency.explainBy({ samples: Number(event.target.value) })
            }
            {...testHooks('echonet-saliency-samples')}
          >
            {offeredCounts(saliency.samples).map((count) => (
              <option key={count}>{count}</option>
            ))}
          </select>
        </Field>
      )}
    </>
  );
}

/** Includes the number that the configuration sets. */
function offeredCounts(current: number): number[] {
  return [...new Set([...sampleCounts, current])].sort((a, b) => a - b);
}
