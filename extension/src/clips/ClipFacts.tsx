import type { ReactElement } from 'react';
import {
  frameWindows,
  isOnnxManifest,
  lackOf,
  viewDoubtOf,
  sampleFrames,
  type ImageQuality,
} from '@echonet/models';
import { capitalised } from '../capitalised';
import type { Clip } from './clip';
import type { Rated, ViewCheck } from '../inference/protocol';
import type { ModelState } from '../models/state';
import type { Strings } from '../strings';
import { formatNumber, formatShare } from '../panel/format';
import { testHooks } from '../panel/test-hooks';
import { useSessionPart } from '../panel/use-session';
import { useStrings } from '../panel/use-strings';

/** View check and image quality of a clip; empty before either was measured. */
export function ClipFacts({ clip }: { readonly clip: Clip }): ReactElement | null {
  const { SOPInstanceUID } = clip;
  const check = useSessionPart((state) => state.views.checks.get(SOPInstanceUID));
  const result = useSessionPart((state) => state.results.get(SOPInstanceUID));
  const model = useSessionPart((state) => state.model);
  const strings = useStrings();
  const view = check?.prediction ?? result?.view;
  const quality = check?.quality ?? result?.prepared.quality;
  const rated = check?.rated ?? result?.prepared.rated;
  const samples = samplesOf(clip, model);
  const facts = [
    ...(quality && !rated
      ? [strings.clips.contrast(formatShare(quality.contrast, strings.locale))]
      : []),
    ...(samples && samples.done < samples.wanted
      ? [strings.clips.shortClip(samples.done, samples.wanted)]
      : []),
  ];
  if (!view && !rated && facts.length === 0) {
    return null;
  }
  return (
    <span
      className="echonet-clip-facts"
      title={[
        ...(view ? [viewHint(strings, view)] : []),
        ...(rated ? [ratedHint(strings, rated)] : []),
        ...qualityHints(strings, quality),
      ].join(' ')}
      {...testHooks('echonet-clip-facts')}
    >
      {/* Spaces part the texts for screen readers. */}
      {view && (
        <>
          <span className="echonet-view" data-accepted={view.accepted} data-view={view.view}>
            {viewText(strings, view)}
          </span>{' '}
        </>
      )}
      {rated && (
        <>
          <span
            className="echonet-rated"
            data-low={'problem' in rated ? undefined : rated.isLow}
            {...testHooks('echonet-rated')}
          >
            {ratedText(strings, rated)}
          </span>{' '}
        </>
      )}
      {facts.join(' · ')}
    </span>
  );
}

/** Frames that the model samples from this clip, and from a clip that is long enough. */
function samplesOf({ times }: Clip, model: ModelState) {
  if (!times || model.phase !== 'ready') {
    return undefined;
  }
  const { manifest } = model;
  if (isOnnxManifest(manifest)) {
    const { frames } = manifest.onnx.input;
    const { windows } = frameWindows(times, frames);
    return { done: new Set(windows.flat()).size, wanted: frames.count * windows.length };
  }
  const { frameIndices, requestedCount } = sampleFrames(times, manifest.input);
  return { done: frameIndices.length, wanted: requestedCount };
}

function viewText({ clips, locale, message }: Strings, view: ViewCheck['prediction']): string {
  return view.missing
    ? capitalised(clips.viewDoubt(viewDoubtOf(view.missing), message(lackOf(view.missing))))
    : clips.view(view.view, formatShare(view.probability, locale));
}

function viewHint({ clips, locale }: Strings, view: ViewCheck['prediction']): string {
  return clips.viewHint(formatShare(view.probability, locale), formatShare(view.threshold, locale));
}

function ratedText({ clips, locale }: Strings, rated: Rated): string {
  if ('problem' in rated) {
    return clips.notRated;
  }
  const { overall, range, isLow } = rated;
  const value = formatNumber(overall, 1, locale);
  return (isLow ? clips.ratedLow : clips.rated)(value, formatNumber(range[1], 0, locale));
}

/** Each region, by whom, and why there is none. */
function ratedHint({ clips, locale, message }: Strings, rated: Rated): string {
  if ('problem' in rated) {
    return message(rated.problem);
  }
  const regions = rated.tasks.map(({ name, value, unit, isLow }) => {
    const shown = `${name} ${formatNumber(value, 1, locale)}${unit && ` ${unit}`}`;
    return isLow ? clips.lowRegion(shown) : shown;
  });
  return clips.ratedBy(rated.model, regions.join(', '));
}

function qualityHints({ clips, locale }: Strings, quality: ImageQuality | undefined): string[] {
  if (!quality) {
    return [];
  }
  const { contrast, blackShare, whiteShare } = quality;
  const [contrastText, black, white] = [contrast, blackShare, whiteShare].map((share) =>
    formatShare(share, locale),
  );
  return [clips.quality(contrastText, black, white)];
}
