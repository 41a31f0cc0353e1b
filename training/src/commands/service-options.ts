import { Option } from 'commander';
import { wholeNumberBetween } from '@echonet/command-line';

/** Environment variable with the default address of the queue. */
export const queueVariable = 'ECHONET_QUEUE';

/** Options of the commands that run as a service. */
export interface ServiceOptions {
  readonly out?: string;
  readonly stopFile?: string;
  readonly port: number;
}

export function serviceOptions(): Option[] {
  const options = [
    new Option('--out <folder>', 'also write a JSON file of each study there'),
    new Option('--stop-file <file>', 'while this file exists, nothing is read'),
    new Option('--port <n>', 'port on this machine alone for /health and /metrics')
      .argParser(wholeNumberBetween(0, 65_535))
      .default(9464),
  ];
  return options.map((option) => option.helpGroup('Service:'));
}

export function queueOption(): Option {
  return new Option(
    '--queue <url>',
    `redis://host:6379 or rediss://…; better in the environment variable ${queueVariable}, which others do not see`,
  )
    .env(queueVariable)
    .helpGroup('Service:');
}
