import { useState, type ReactElement } from 'react';
import type { FoundModel } from './model-sources';
import type { OfferedModel } from './offered-models';
import { activeClip } from '../clips/state';
import { messageOf } from '../sentence';
import { modelTitle } from '../strings';
import { describeInput } from './ModelCard';
import { trainingText } from '../results/origin-text';
import { Problem } from '../panel/Problem';
import { testHooks } from '../panel/test-hooks';
import { useConfig, useSession, useSessionPart, useSessionState } from '../panel/use-session';
import { useStrings } from '../panel/use-strings';

/** The models to choose from, looked up when the reader asks for them. */
export function ModelList(): ReactElement | null {
  const session = useSession();
  const { actions } = useConfig();
  const offered = useSessionPart((state) => state.offered);
  const { models } = useStrings();
  const [isOpen, setOpen] = useState(false);
  if (!actions.chooseModel && !actions.compareModels) {
    return null;
  }
  const toggle = () => {
    setOpen(!isOpen);
    void session.models.list();
  };
  return (
    <section className="echonet-section" aria-label={models.title}>
      <button
        type="button"
        className="echonet-button"
        aria-expanded={isOpen}
        onClick={toggle}
        {...testHooks('echonet-models-open')}
      >
        {models.title}
      </button>
      {isOpen && !offered && <p role="status">{models.lookingUp}</p>}
      {isOpen && (
        <ul className="echonet-models" {...testHooks('echonet-models')}>
          {offered?.map((offer) => (
            <Offer key={offer.modelUrl} offer={offer} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Offer({ offer }: { readonly offer: OfferedModel }): ReactElement {
  return (
    <li data-model={folderOf(offer)} {...testHooks('echonet-offered-model')}>
      {'manifest' in offer ? (
        <Usable model={offer} />
      ) : (
        <>
          <h3>{folderOf(offer)}</h3>
          <Problem>{offer.problem}</Problem>
        </>
      )}
    </li>
  );
}

function Usable({ model }: { readonly model: FoundModel }): ReactElement {
  const session = useSession();
  const { actions } = useConfig();
  const state = useSessionState();
  const strings = useStrings();
  const { manifest, modelUrl } = model;
  const isInUse = state.model.phase === 'ready' && state.model.modelUrl === modelUrl;
  const clip = activeClip(state);
  const hasReading = clip !== undefined && state.results.has(clip.SOPInstanceUID);
  return (
    <>
      <h3>
        {modelTitle(strings, manifest)}
        {isInUse && <span className="echonet-tag">{strings.models.inUse}</span>}
      </h3>
      <p>{manifest.intendedUse}</p>
      <p className="echonet-muted">
        {strings.model.reads}: {describeInput(strings, manifest)}. {strings.model.trainedOn}:{' '}
        {trainingText(strings, manifest)}.
      </p>
      <div className="echonet-row">
        {actions.chooseModel && !isInUse && (
          <button
            type="button"
            className="echonet-button"
            onClick={() => session.models.choose(model)}
            {...testHooks('echonet-model-use')}
          >
            {strings.models.use}
          </button>
        )}
        {actions.compareModels && !isInUse && (
          <button
            type="button"
            className="echonet-button"
            disabled={!hasReading}
            title={hasReading ? undefined : strings.models.runFirst}
            onClick={() => void session.models.compare(model)}
            {...testHooks('echonet-model-compare')}
          >
            {strings.models.compare}
          </button>
        )}
        <FileCheck model={model} />
      </div>
    </>
  );
}

function FileCheck({ model }: { readonly model: FoundModel }): ReactElement {
  const session = useSession();
  const { models, message } = useStrings();
  const [outcome, setOutcome] = useState<{ isGood?: boolean; text: string }>();
  const check = () => {
    setOutcome({ text: models.verifying });
    session.models.verify(model).then(
      () => setOutcome({ isGood: true, text: models.verified }),
      (error: unknown) => setOutcome({ isGood: false, text: message(messageOf(error)) }),
    );
  };
  return (
    <>
      <button
        type="button"
        className="echonet-button"
        onClick={check}
        {...testHooks('echonet-model-check')}
      >
        {models.verify}
      </button>
      {outcome?.isGood === false ? (
        <Problem>{outcome.text}</Problem>
      ) : (
        outcome && (
          <span role="status" {...testHooks('echonet-model-checked')}>
            {outcome.text}
          </span>
        )
      )}
    </>
  );
}

/** Last segment of its URL, as in index.json. */
function folderOf({ modelUrl }: { readonly modelUrl: string }): string {
  return modelUrl.split('/').at(-2) ?? modelUrl;
}
