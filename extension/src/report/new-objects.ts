import { TransferSyntax } from '@echonet/dicom';
import { firstInstance, seriesNumberOf } from '../clips/numbers';
import type { EchoNetConfig } from '../config';
import type { ContoursState } from '../contours/state';
import type { Viewer } from '../host/viewer';
import type { SessionState } from '../session/state';
import type { Capturable } from './capture/capturable';
import type { CaptureSources } from './capture/capture-overlay';
import type { NewSeries } from './dicom/new-series';
import { readSourceInstance, type SourceInstance } from './dicom/source-instance';
import { storedExplanations } from './explanations';
import { installationUid, pageStorage } from './installation';
import type { Report } from './report';
import type { ReportState } from './state';
import type { NewObject } from './transfers';

export interface ObjectSources extends Pick<ReportState, 'earlier'> {
  readonly report: Report;
  readonly viewer: Viewer;
  readonly config: EchoNetConfig['report'];
}

/**
 * The report as a DICOM SR.
 *
 * @throws SourceProblem for a clip whose header cannot be cited
 */
export async function newReport(sources: ObjectSources): Promise<NewObject> {
  const { report, viewer, config, earlier } = sources;
  const cited = new Map(
    report.clips.map(({ SOPInstanceUID, displaySetInstanceUID }) => [
      SOPInstanceUID,
      sourceOf(viewer, displaySetInstanceUID),
    ]),
  );
  const newest = earlier.at(0)?.reference;
  const { structuredReport } = await import('./stored-objects');
  return {
    dataset: structuredReport(report, cited, newSeries(sources, 'results'), {
      predecessors: newest ? [newest] : [],
      explanations: storedExplanations(viewer.displaySets()),
      deviceUid: deviceUidOf(config),
    }),
    transferSyntaxUID: TransferSyntax.ExplicitVRLittleEndian,
  };
}

/**
 * The overlay of a clip as a multi-frame Secondary Capture.
 *
 * @param onPrepared called with the part done, 0 to 1
 * @throws SourceProblem for a clip whose header cannot be cited
 */
export async function newCapture(
  sources: ObjectSources,
  capturable: Capturable,
  { saliency, contours }: Pick<SessionState, 'saliency' | 'contours'>,
  onPrepared: (part: number) => void,
): Promise<NewObject> {
  const { report, viewer, config } = sources;
  const { clip, task } = capturable;
  const { captureOverlay, secondaryCapture } = await import('./stored-objects');
  const capture = await captureOverlay(
    {
      ...capturable,
      taskName: task.name,
      saliency,
      contours: shownContours(contours, clip.SOPInstanceUID),
      report,
      viewer,
    },
    onPrepared,
  );
  const source = sourceOf(viewer, clip.displaySetInstanceUID);
  const series = newSeries(sources, `saliency ${task.id}`);
  return {
    dataset: secondaryCapture(capture, source, series, deviceUidOf(config)),
    transferSyntaxUID: TransferSyntax.JPEGBaseline8Bit,
  };
}

function shownContours(
  { clips, visible, parts, segmentation }: ContoursState,
  SOPInstanceUID: string,
): CaptureSources['contours'] {
  const ofClip = clips.get(SOPInstanceUID);
  if (!ofClip || !visible || segmentation.phase !== 'ready') {
    return undefined;
  }
  const { name, version } = segmentation.manifest;
  return { ofClip, parts, model: `${name} ${version}` };
}

/** @throws SourceProblem for a clip whose header cannot be cited, or that is no longer there */
export function sourceOf(
  viewer: Pick<Viewer, 'displaySets'>,
  displaySetInstanceUID: string,
): SourceInstance {
  const displaySet = viewer
    .displaySets()
    .find((candidate) => candidate.displaySetInstanceUID === displaySetInstanceUID);
  return readSourceInstance(displaySet && firstInstance(displaySet));
}

/** Series Number after all others of the study, so that the host does not show the series first. */
function newSeries({ viewer, config }: ObjectSources, what: string): NewSeries {
  return {
    seriesNumber: 1 + Math.max(...viewer.displaySets().map((of) => seriesNumberOf(of) ?? 0), 0),
    seriesDescription: `${config.seriesDescription} ${what}`.slice(0, 64),
  };
}

function deviceUidOf({ deviceUid }: EchoNetConfig['report']): string {
  return deviceUid ?? installationUid(pageStorage());
}
