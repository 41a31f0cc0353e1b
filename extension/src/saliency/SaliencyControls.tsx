import type { ReactElement, ReactNode } from 'react';
import { activeClip } from '../clips/state';
import { command, keyText } from '../ids';
import { Problem } from '../panel/Problem';
import { Progress } from '../panel/Progress';
import { testHooks } from '../panel/test-hooks';
import { useSession, useSessionPart, useSessionState } from '../panel/use-session';
import { useStrings } from '../panel/use-strings';
import { taskName } from '../strings';
import {
  type ColourMapName,
  colourMapNames,
  type SaliencyLayout,
  type SaliencyMethod,
  saliencyMethods,
  sampleCounts,
} from './settings';
import { saliencyTaskId } from './state';

/** Saliency on or off, of which prediction, by which method, how it looks, how far it is computed. */
export function SaliencyControls(): ReactElement | null {
  const session = useSession();
  const state = useSessionState();
  const strings = useStrings();
  const { saliency, model } = state;
  const clip = activeClip(state);
  const hasResult = clip !== undefined && state.results.has(clip.SOPInstanceUID);
  const hotkey = session.hotkey(command.toggleSaliency);
  if (model.phase !== 'ready') {
    return null;
  }
  return (
    <section className="echonet-section" aria-labelledby="echonet-saliency-title">
      <h2 id="echonet-saliency-title">
        {strings.saliency.title}
        {hotkey && (
          <span className="echonet-aside">
            <kbd>{keyText(hotkey)}</kbd>
          </span>
        )}
      </h2>
      <button
        type="button"
        className="echonet-button"
        aria-pressed={saliency.visible}
        onClick={() => session.saliency.toggle()}
        {...testHooks('echonet-saliency-toggle')}
      >
        {saliency.visible ? strings.saliency.hide : strings.saliency.show}
      </button>
      {saliency.visible && (
        <>
          {!hasResult && <p className="echonet-muted">{strings.saliency.runFirst}</p>}
          <Explanation />
          <Look />
          <SaliencyProgress />
          {saliency.problem && <Problem>{saliency.problem}</Problem>}
          {saliency.stopped && (
            <button
              type="button"
              className="echonet-button"
              onClick={() => session.saliency.resume()}
            >
              {strings.saliency.computeRest}
            </button>
          )}
          <p className="echonet-muted">{strings.saliency.hint}</p>
        </>
      )}
    </section>
  );
}

/** What is explained and how: maps are computed anew where it changes. */
function Explanation(): ReactElement | null {
  const session = useSession();
  const state = useSessionState();
  const strings = useStrings();
  const { model, saliency } = state;
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
          value={saliency.method}
          onChange={(event) =>
            session.saliency.explainBy({ method: event.target.value as SaliencyMethod })
          }
          {...testHooks('echonet-saliency-method')}
        >
          {saliencyMethods.map((method) => (
            <option key={method} value={method}>
              {strings.saliency.methods[method]}
            </option>
          ))}
        </select>
      </Field>
      {saliency.method !== 'gradient' && (
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

/** A department may have set a number of its own. */
function offeredCounts(set: number): number[] {
  return [...new Set([...sampleCounts, set])].sort((a, b) => a - b);
}

/** How the maps are drawn: at once, whatever it is set to. */
function Look(): ReactElement {
  const session = useSession();
  const saliency = useSessionPart((state) => state.saliency);
  const { saliency: names } = useStrings();
  return (
    <>
      <Field name={names.view}>
        <select
          value={saliency.layout}
          onChange={(event) =>
            session.saliency.setStyle({ layout: event.target.value as SaliencyLayout })
          }
          {...testHooks('echonet-saliency-layout')}
        >
          {(['overlay', 'sideBySide'] as const).map((layout) => (
            <option key={layout} value={layout}>
              {names.layouts[layout]}
            </option>
          ))}
        </select>
      </Field>
      <Field name={names.colours}>
        <select
          value={saliency.colourMap}
          onChange={(event) =>
            session.saliency.setStyle({ colourMap: event.target.value as ColourMapName })
          }
          {...testHooks('echonet-saliency-colours')}
        >
          {colourMapNames.map((name) => (
            <option key={name} value={name}>
              {name.charAt(0).toUpperCase() + name.slice(1)}
            </option>
          ))}
        </select>
      </Field>
      <Field name={names.opacity}>
        <Share
          value={saliency.opacity}
          max={1}
          onChange={(opacity) => session.saliency.setOpacity(opacity)}
          testId="echonet-saliency-opacity"
        />
      </Field>
      <Field name={names.threshold}>
        <Share
          value={saliency.threshold}
          max={0.95}
          onChange={(threshold) => session.saliency.setStyle({ threshold })}
          testId="echonet-saliency-threshold"
        />
      </Field>
    </>
  );
}

function Field({ name, children }: { name: string; children: ReactNode }): ReactElement {
  return (
    <label className="echonet-field">
      <span>{name}</span>
      {children}
    </label>
  );
}

interface ShareProps {
  readonly value: number;
  readonly max: number;
  readonly onChange: (value: number) => void;
  readonly testId: string;
}

/** A slider from 0 to a share of 1. */
function Share({ value, max, onChange, testId }: ShareProps): ReactElement {
  const { saliency } = useStrings();
  return (
    <input
      type="range"
      min={0}
      max={max}
      step={0.05}
      value={value}
      aria-valuetext={saliency.percent(Math.round(100 * value))}
      onChange={(event) => onChange(event.target.valueAsNumber)}
      {...testHooks(testId)}
    />
  );
}

function SaliencyProgress(): ReactElement | null {
  const session = useSession();
  const { saliency } = useStrings();
  const progress = useSessionPart((state) => state.saliency.progress);
  if (!progress) {
    return null;
  }
  const { done, count, part } = progress;
  return (
    <Progress
      label={saliency.progress}
      part={(done + part) / count}
      status={saliency.explaining(Math.min(done + 1, count), count)}
      testId="echonet-saliency-progress"
      onCancel={() => session.saliency.cancel()}
      cancelTestId="echonet-saliency-cancel"
    />
  );
}
