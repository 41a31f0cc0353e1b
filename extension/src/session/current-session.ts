import { ohifArchive } from '../host/archive';
import { bundleUrl } from '../host/bundle-url';
import type { ExtensionContext } from '../host/contracts';
import { hostSettings } from '../host/settings';
import { ohifViewer } from '../host/viewer';
import { startInferenceWorker } from '../inference/client';
import { findModel } from './find-model';
import { Session } from './session';

let session: Session | undefined;

/** The page's one session: a host registers an extension once. */
export function currentSession(context: ExtensionContext): Session {
  if (!session) {
    const settings = hostSettings(context);
    session = new Session({
      viewer: ohifViewer(context),
      archive: ohifArchive(context),
      get config() {
        return settings().config;
      },
      get configProblem() {
        return settings().problem;
      },
      findModel: () =>
        findModel(settings().config, { bundle: bundleUrl(), page: window.location.href }),
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
