import type { Model, OnnxModel } from '@echonet/models';
import type { AutomaticClip, AutomaticReading } from '@echonet/ohif-extension/automatic-report';
import type { ClipReading } from '../clip/clip-reading';
import type { NamedModel, ReadingModels } from '../models/open-models';

/**
 * What was read, as its objects say it.
 *
 * @param computedBy in words
 */
export function automaticReading(
  models: ReadingModels,
  clips: readonly ClipReading[],
  computedBy: string,
): AutomaticReading {
  const model = reportedModel(models, clips);
  return {
    date: new Date(),
    manifest: model.model.manifest,
    segmentation: models.segmentation?.model.manifest,
    clips: clips.map((clip) => automaticClip(clip, model)),
    computedBy,
  };
}

/** Of the models that read these clips, the first that was evaluated on real patients, else the first. */
function reportedModel(
  { models }: ReadingModels,
  clips: readonly ClipReading[],
): NamedModel<Model | OnnxModel> {
  const used = models.filter(({ name }) =>
    clips.some(({ predictions }) => predictions.some(({ model }) => model === name.sha256)),
  );
  const isReal = ({ model: { manifest } }: NamedModel<Model | OnnxModel>) =>
    manifest.tasks.some(
      ({ evaluatedOn }) => !(evaluatedOn?.simulated ?? manifest.provenance.simulated),
    );
  return used.find(isReal) ?? used.at(0) ?? models[0];
}

function automaticClip(
  {
    id,
    predictions,
    view,
    isSimulated = false,
    sectorOutline = [],
    contours,
    warnings,
  }: ClipReading,
  { name }: NamedModel<Model | OnnxModel>,
): AutomaticClip {
  const ofModel = predictions.find(({ model }) => model === name.sha256);
  return {
    SOPInstanceUID: id,
    frameNumbers: ofModel?.frameNumbers ?? [1],
    prediction: ofModel?.prediction ?? {},
    isA4C: view?.accepted === true,
    isSimulated,
    sectorOutline,
    ...(contours && contours.measures.length > 0 && { contours }),
    warnings,
  };
}
