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
import { acceptedSuffix, resultsSuffix, withSuffix } from './automatic-series';
import type { EarlierReport } from './earlier/earlier-reports';
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
    dataset: structuredReport(report, cited, newSeries(sources, resultsName(report)), {
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

/** Says for searches of series whether a reader accepted anything. */
function resultsName({ results, measured }: Report): string {
  const decisions = [...results, ...measured.flatMap((clip) => clip.results)];
  return decisions.some(({ decision }) => decision?.decision === 'accepted')
    ? acceptedSuffix
    : resultsSuffix;
}

/**
 * The report of a reader who accepts a waiting one as it is.
 *
 * @throws Error with a full sentence when the viewer has it no longer, or only in part
 */
export async function newAcceptedReport(
  { viewer, config }: Pick<ObjectSources, 'viewer' | 'config'>,
  { SOPInstanceUID }: EarlierReport,
): Promise<NewObject> {
  const stored = viewer
    .displaySets()
    .flatMap(({ instances, instance }) => instances ?? [instance])
    .find((each) => (each as { SOPInstanceUID?: unknown })?.SOPInstanceUID === SOPInstanceUID);
  if (!stored) {
    throw new Error('The automatic report is no longer in this study: open the study again.');
  }
  const { acceptedReport } = await import('./stored-objects');
  const reader = viewer.reader();
  return {
    dataset: acceptedReport(stored, {
      date: new Date(),
      ...(reader && { reader }),
      series: newSeries({ viewer, config }, acceptedSuffix),
      deviceUid: deviceUidOf(config),
    }),
    transferSyntaxUID: TransferSyntax.ExplicitVRLittleEndian,
  };
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
export function newSeries(
  { viewer, config }: Pick<ObjectSources, 'viewer' | 'config'>,
  what: string,
): NewSeries {
  return {
    seriesNumber: 1 + Math.max(...viewer.displaySets().map((of) => seriesNumberOf(of) ?? 0), 0),
    seriesDescription: withSuffix(config.seriesDescription, what),
  };
}

export function deviceUidOf({ deviceUid }: EchoNetConfig['report']): string {
  return deviceUid ?? installationUid(pageStorage());
}
