import { parseArgs } from 'node:util';
import { UserError } from '@echonet/command-line';
import { smallestInputSize } from '@echonet/models';
import { contestants } from './contestants';

const networkNames = ['inception-resnet-v1', 'residual-unet', 'residual-encoder'] as const;

type NetworkName = (typeof networkNames)[number];

const defaults: Record<NetworkName, { readonly size: string; readonly channels: string }> = {
  'inception-resnet-v1': { size: '299', channels: '3' },
  'residual-unet': { size: '192', channels: '1' },
  'residual-encoder': { size: '192', channels: '1' },
};

export interface Options {
  readonly rounds: number;
  readonly network: NetworkName;
  readonly size: number;
  readonly channels: number;
  readonly width: number;
  /** Channels of each level of a residual network. */
  readonly levels: readonly number[];
  /** IDs of the contestants to run; all by default. */
  readonly only?: readonly string[];
  readonly software: boolean;
  readonly node: boolean;
  /** ID of a contestant that gets other weights. */
  readonly damage?: string;
  /** Compress the shipped files with the least effort. */
  readonly quickSizes: boolean;
  readonly json?: string;
  readonly markdown?: string;
}

export const usage = `npm run bench -- [options]

Measures this project's networks, stock TensorFlow.js and ONNX Runtime Web side by side in Chromium:
milliseconds a frame, forward and input gradient, of an untrained network.

  --rounds <n>        rounds, each with one call of everything (10)
  --network <name>    (${networkNames[0]})
                      ${wrapped(networkNames)}
  --size <pixels>     side of the network's image: for Inception-ResNet-v1 at least
                      ${smallestInputSize} (299), for a residual network what its levels halve (192)
  --channels <n>      channels of the image, 1 or 3 (3, for a residual network 1)
  --width <factor>    width of Inception-ResNet-v1 (1)
  --levels <channels> channels of a residual network's levels, by comma (16,32,64,96,128)
  --only <ids>        only these contestants, by comma:
                      ${wrapped(contestants.map(({ id }) => id))}
  --software          also on software graphics adapters: for small networks, they take minutes
  --node              WebGPU in Node through Dawn, without a browser
  --damage <id>       give that contestant other weights, to check that wrong numbers are noticed
  --quick-sizes       compress the shipped files with the least effort, to check that it works
  --json <file>       write all numbers there
  --markdown <file>   replace the tables between the file's markers <!-- bench -->, with
                      --node and --network in it where they are given, and <!-- /bench -->
  --help              this text

Exits with 1 when a contestant's numbers are wrong.`;

/**
 * @returns undefined for --help
 * @throws UserError when an option is unknown or out of range
 */
export function readOptions(args: readonly string[]): Options | undefined {
  const values = parse(args);
  if (values.help) {
    return undefined;
  }
  const ids = contestants.map(({ id }) => id);
  const known = (id: string) => {
    if (!ids.includes(id)) {
      throw new UserError(`There is no contestant "${id}"; there are ${ids.join(', ')}.`);
    }
    return id;
  };
  const network = networkNames.find((name) => name === values.network);
  if (!network) {
    throw new UserError(
      `--network ${values.network} cannot be measured; there are ${networkNames.join(', ')}.`,
    );
  }
  const { size = defaults[network].size, channels = defaults[network].channels } = values;
  const levels = values.levels
    .split(',')
    .map((text) => numberOf('levels', text, (n) => Number.isInteger(n) && n >= 1));
  const fitsLevels = (n: number) => n > 0 && n % 2 ** levels.length === 0;
  const fits = {
    'inception-resnet-v1': (n: number) => Number.isInteger(n) && n >= smallestInputSize,
    'residual-unet': fitsLevels,
    'residual-encoder': fitsLevels,
  };
  return {
    network,
    levels,
    rounds: numberOf('rounds', values.rounds, (n) => Number.isInteger(n) && n >= 1),
    size: numberOf('size', size, fits[network]),
    channels: numberOf('channels', channels, (n) => n === 1 || n === 3),
    width: numberOf('width', values.width, (n) => n > 0),
    only: values.only?.split(',').map(known),
    software: values.software,
    node: values.node,
    damage: values.damage && known(values.damage),
    quickSizes: values['quick-sizes'],
    json: values.json,
    markdown: values.markdown,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        rounds: { type: 'string', default: '10' },
        network: { type: 'string', default: networkNames[0] },
        size: { type: 'string' },
        channels: { type: 'string' },
        width: { type: 'string', default: '1' },
        levels: { type: 'string', default: '16,32,64,96,128' },
        only: { type: 'string' },
        software: { type: 'boolean', default: false },
        node: { type: 'boolean', default: false },
        damage: { type: 'string' },
        'quick-sizes': { type: 'boolean', default: false },
        json: { type: 'string' },
        markdown: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    throw new UserError((error as Error).message);
  }
}

function numberOf(name: string, text: string, isGood: (value: number) => boolean): number {
  const value = Number(text);
  if (text.trim() === '' || !isGood(value)) {
    throw new UserError(`--${name} ${text} cannot be measured; see --help.`);
  }
  return value;
}

function wrapped(ids: readonly string[]): string {
  const lines: string[] = [];
  for (let i = 0; i < ids.length; i += 4) {
    lines.push(ids.slice(i, i + 4).join(', '));
  }
  return lines.join(',\n                      ');
}
