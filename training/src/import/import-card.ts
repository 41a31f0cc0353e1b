import type { FrameContract } from '@echonet/models';
import { isSegmentation, type Contract, type SegmentationContract } from './contract-file';
import type { OnnxFacts } from './onnx-facts';

/** What stands first, wherever the model is described. */
export const notEvaluated =
  'Imported; not evaluated here: what it is worth for the patients of this site is unknown, and its ' +
  'numbers have no intervals.';

export interface CardSource {
  readonly contract: Contract;
  readonly facts: OnnxFacts;
  readonly runtime: string;
  /** A sentence: what runs it in the viewer, and why. */
  readonly runner: string;
  /** ISO 8601 */
  readonly date: string;
}

/** Model card of an imported network, in Markdown. */
export function importCard({ contract, facts, runtime, runner, date }: CardSource): string {
  const { name, version, published, unknown, patients } = contract;
  const list = (sentences: readonly string[]) => sentences.map((one) => `- ${one}`).join('\n');
  return [
    `# ${name} v${version}`,
    `**${notEvaluated}**`,
    contract.intendedUse,
    '## Network',
    `${contract.network}; ${(facts.parameters / 1e6).toFixed(1)} million parameters, ONNX opset ` +
      `${facts.opset}, exported by ${facts.producer || 'an unnamed program'}. Imported on ` +
      `${date.slice(0, 10)}; run by ${runtime}. ${runner}`,
    '## Data',
    `${contract.data} ${
      patients
        ? `Patients: training ${patients.train}, validation ${patients.validation}, test ${patients.test}.`
        : 'Its authors do not say how many patients.'
    }`,
    '## Input',
    inputText(contract),
    ...(isSegmentation(contract) ? ['## Output', maskText(contract)] : []),
    '## Results of its authors',
    published.length > 0
      ? `${list(published)}\n\nThey hold for the patients and the preparation of its authors.`
      : 'None are known.',
    '## Unknown',
    list([...unknown, 'How it does on the patients and scanners of this site.']),
    '## Licence',
    `${contract.licence}. Cite: ${contract.citation}`,
  ]
    .join('\n\n')
    .concat('\n');
}

function inputText(contract: Contract): string {
  const { image, layout } = contract.input;
  const read = isSegmentation(contract)
    ? 'Every frame by itself'
    : framesText(contract.input.frames);
  return (
    `${read}. ${image.size} x ${image.size} pixels, ${image.channels}, crop: ${image.crop} with margin ` +
    `${image.margin}, mask: ${image.mask}, filter: ${image.filter}; values of 0 to ${image.highest}, mean ` +
    `${image.mean.join(' / ')}, standard deviation ${image.sd.join(' / ')}; layout ${layout}.`
  );
}

function framesText({ count, stride: step, mostWindows, shortClip }: FrameContract): string {
  const stride =
    'ms' in step
      ? `${step.ms} ms apart`
      : `every ${step.frames === 1 ? '' : `${step.frames}. `}frame of clips of about ` +
        `${step.framesPerSecond} frames per second`;
  return count === 1
    ? `Single frames, at most ${mostWindows} of a clip`
    : `Windows of ${count} frames, ${stride}, at most ${mostWindows} of a clip, averaged; short ` +
        `clips: ${shortClip}`;
}

function maskText({ input, mask }: SegmentationContract): string {
  const side = mask.size ?? input.image.size;
  const threshold =
    mask.meaning === 'logits' || mask.meaning === 'probabilities'
      ? `, from a probability of ${mask.threshold ?? 0.5} on`
      : '';
  return `${mask.classes.join(', ')} in maps of ${side} x ${side} pixels (${mask.meaning})${threshold}.`;
}
