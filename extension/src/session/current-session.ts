import { ohifArchive } from '../host/archive';
import { bundleUrl } from '../host/bundle-url';
import type { ExtensionContext } from '../host/contracts';
import { ohifPriorReports } from '../host/prior-reports';
import { hostSettings } from '../host/settings';
import { ohifViewer, type Viewer } from '../host/viewer';
import { startInferenceWorker } from '../inference/client';
import {
  findModel,
  findQualityModel,
  findSegmentationModel,
  findViewClassifier,
} from '../models/find-model';
import { offeredModels } from '../models/offered-models';
import { offeredSegmentations } from '../models/offered-segmentations';
import { videoHost } from '../video/video-host';
import { withVideo } from '../video/with-video';
import { Session } from './session';

let session: Session | undefined;

/** The page's only session: the host registers an extension once. */
export function currentSession(context: ExtensionContext): Session {
  if (!session) {
    const settings = hostSettings(context);
    session = new Session({
      viewer: viewerOf(context),
      archive: ohifArchive(context),
      priorReports: ohifPriorReports(context),
      get config() {
        return settings().config;
      },
      get configProblem() {
        return settings().problem;
      },
      findModel: (isOfRealPatients) => findModel(settings().config, modelUrls(), isOfRealPatients),
      offeredModels: () => offeredModels(settings().config, modelUrls()),
      findSegmentationModel: () => findSegmentationModel(settings().config, modelUrls()),
      offeredSegmentations: () => offeredSegmentations(settings().config, modelUrls()),
      findQualityModel: () => findQualityModel(settings().config, modelUrls()),
      findViewClassifier: () => findViewClassifier(settings().config, modelUrls()),
      startWorker: startInferenceWorker,
      wasmUrl: () => bundleUrl(),
    });
  }
  return session;
}

/** WebCodecs are there in pages opened by https, or from this computer. */
function viewerOf(context: ExtensionContext): Viewer {
  const viewer = ohifViewer(context);
  return 'VideoDecoder' in globalThis ? withVideo(viewer, videoHost(context)) : viewer;
}

function modelUrls() {
  return { bundle: bundleUrl(), page: window.location.href };
}

/** Undefined before the first call of currentSession. */
export function startedSession(): Session | undefined {
  return session;
}
