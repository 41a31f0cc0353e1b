import { Command, Option } from 'commander';
import { nodeWindowEngine } from '@echonet/engine/node';
import { importReport } from '../import/describe-import';
import { runtimeChoices, type RuntimeChoice } from '../import/choose-runner';
import { readyContracts } from '../import/contract-file';
import { importModel } from '../import/import-model';
import { createNodeSession } from '../learning/onnx/node-session';

interface ImportOptions {
  readonly onnx: string;
  readonly contract: string;
  readonly out: string;
  readonly licence?: string;
  readonly runtime: RuntimeChoice;
}

export function importCommand(): Command {
  return new Command('import')
    .description(
      'Make a model for the viewer of a network that the site already has, as an ONNX file: checks it against the contract of its input, runs a made clip and records the answer (docs/IMPORT.md).',
    )
    .requiredOption('--onnx <file>', 'the network, in one file, opset 17')
    .requiredOption(
      '--contract <name or file>',
      `what it reads and what its outputs mean: a JSON file, or one of ${readyContracts().join(', ')}`,
    )
    .requiredOption('--out <folder>', "the model's folder, e.g. models/local/<id>")
    .option('--licence <file>', 'the licence of the weights, copied into the folder')
    .addOption(
      new Option(
        '--runtime <which>',
        "what runs it in the viewer: ONNX Runtime, EchoNet's own engine, or the faster of both",
      )
        .choices(runtimeChoices)
        .default('fastest'),
    )
    .action(run);
}

async function run({ onnx, contract, out, licence, runtime }: ImportOptions): Promise<void> {
  const imported = await importModel({
    onnx,
    contract,
    output: out,
    licence,
    createSession: createNodeSession,
    runtime,
    startEngine: () => nodeWindowEngine({ threads: 1 }),
  });
  console.log(importReport(imported).join('\n'));
}
