/**
 * `npm run training:reductions -- --camus <folder>`: how a network that says the volumes of frames does on
 * CAMUS' test patients with the extremes of the frames, as it is shipped, and with the mean over them, as
 * in the paper, in Markdown.
 */
import path from 'node:path';
import { Command } from 'commander';
import { locateSector, predictFrames, prepareImage, type Model } from '@echonet/models';
import { startBackend } from '../src/learning/backends/backends';
import { camusPairs, type CamusPair } from './camus/pairs';
import { repository, say } from './echonet';
import { openModel } from './robustness/open-models';
import { reductionTable, type FrameVolumes } from './reductions/reduction-table';

const options = new Command('training:reductions')
  .requiredOption('--camus <folder>', 'the public data set')
  .option('--model <folder>', 'of volumes', path.join(repository, 'models/bundled/a4c-real'))
  .parse()
  .opts<{ camus: string; model: string }>();

const mmPerCm = 10;

async function volumesOf(
  model: Model,
  { frames, mmPerPixel, truth }: CamusPair,
): Promise<FrameVolumes> {
  const { input, tasks } = model.manifest;
  const ventricle = tasks.find(({ frameVolume }) => frameVolume?.chamber === 'LV');
  if (!ventricle) {
    throw new Error(`${model.manifest.id} does not say volumes of the left ventricle.`);
  }
  const sector = locateSector(frames, []);
  const images = frames.map((frame) => prepareImage(frame, sector, input));
  const mlPerCubicPixel = ((mmPerPixel * sector.crop.width) / input.size / mmPerCm) ** 3;
  const predicted = await predictFrames(model, images);
  return { truth, volumes: predicted.map(({ values }) => values[ventricle.id] * mlPerCubicPixel) };
}

await startBackend({ threads: 1 });
const model = await openModel(options.model);

async function ofSet(set: 'train' | 'validation'): Promise<FrameVolumes[]> {
  const clips: FrameVolumes[] = [];
  for await (const pair of camusPairs(path.resolve(options.camus), set)) {
    clips.push(await volumesOf(model, pair));
  }
  return clips;
}

say(reductionTable(await ofSet('train'), await ofSet('validation')));
