import { readConfig } from '../config';
import { bundleUrl } from '../host/bundle-url';
import type { ExtensionContext } from '../host/contracts';
import { ohifViewer } from '../host/viewer';
import { startInferenceWorker } from '../inference/client';
import { findModel } from './find-model';
import { Session } from './session';

let session: Session | undefined;

/** The page's one session: a host registers an extension once. */
export function currentSession(context: ExtensionContext): Session {
  if (!session) {
    const { config, problem } = readConfig(context.appConfig.echonet);
    session = new Session({
      viewer: ohifViewer(context),
      config,
      configProblem: problem,
      findModel: () => findModel(config, { bundle: bundleUrl(), page: window.location.href }),
      startWorker: startInferenceWorker,
      wasmUrl: () => bundleUrl(),
    });
  }
  return session;
}

/** The session, where anything has asked for one yet. */
export function startedSession(): Session | undefined {
  return session;
}
