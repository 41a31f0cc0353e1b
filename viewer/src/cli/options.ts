import path from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { UserError } from '@echonet/command-line';
import { defaultOhifVersion, ohifVersions } from '../ohif/fetch-ohif';
import { defaultFolders } from '../server';

export interface CliOptions {
  port: number;
  host: string;
  archive: string;
  /** Absolute path of a folder whose DICOM files are added to the archive. */
  dicom?: string;
  /** Root URL of an existing DICOMweb service, which replaces the embedded archive. */
  dicomweb?: string;
  /** Value of its Authorization header, from the environment. */
  authorization?: string;
  /** Absolute path of the folder with a site's own models. */
  models?: string;
  ohif?: string;
}

const authorizationVariable = 'ECHONET_DICOMWEB_AUTHORIZATION';

/**
 * Reads the command line of `npm start`. Prints help and exits for --help and for unknown options.
 *
 * @param args arguments without the program's name
 * @param environment environment variables
 * @throws UserError when options contradict each other.
 */
export function parseOptions(args: string[], environment: NodeJS.ProcessEnv): CliOptions {
  const workingDirectory = environment.INIT_CWD ?? process.cwd();
  const folder = (text: string): string => path.resolve(workingDirectory, text);
  const command = new Command('npm start --')
    .description(
      'Opens echo studies in the OHIF viewer with EchoNet beside it. Without options it serves the ' +
        'embedded archive, with a simulated study when that is empty, on http://localhost:3000.',
    )
    .option('--dicom <path>', 'add a DICOM file, or those of a folder and its subfolders', folder)
    .option(
      '--dicomweb <url>',
      'use an existing DICOMweb archive in place of the embedded one',
      parseUrl,
    )
    .option('--port <number>', 'port to serve on', parsePort, 3000)
    .option(
      '--host <address>',
      'interface to serve on; other machines can read the archive unless it is loopback',
      'localhost',
    )
    .option(
      '--archive <folder>',
      'folder of the embedded archive (default: viewer/archive)',
      folder,
    )
    .option(
      '--models <folder>',
      'folder of your own models, one folder each, the newest first (default: models/local)',
      folder,
    )
    .addOption(
      new Option(
        '--ohif <version>',
        `version of the stock viewer (default: ${defaultOhifVersion})`,
      ).choices(ohifVersions),
    )
    .addHelpText(
      'after',
      `\nEnvironment:\n  ${authorizationVariable}  Authorization header for --dicomweb, such as "Basic …"\n`,
    )
    .allowExcessArguments(false);
  command.parse(args, { from: 'user' });
  const options = command.opts<Omit<CliOptions, 'archive'> & { archive?: string }>();
  if (options.dicomweb && options.dicom) {
    throw new UserError('--dicom adds to the embedded archive and cannot go with --dicomweb.');
  }
  if (options.dicomweb && options.archive) {
    throw new UserError('--archive is the embedded archive and cannot go with --dicomweb.');
  }
  return {
    ...options,
    archive: options.archive ?? defaultFolders.archive,
    authorization: environment[authorizationVariable] || undefined,
  };
}

function parsePort(text: string): number {
  const port = Number(text);
  if (!/^[0-9]+$/.test(text) || port < 1 || port > 65535) {
    throw new InvalidArgumentError('A port is a whole number from 1 to 65535.');
  }
  return port;
}

function parseUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !['http:', 'https:'].includes(url.protocol)) {
    throw new InvalidArgumentError('It is an address such as http://localhost:8042/dicom-web.');
  }
  if (url.username || url.password) {
    throw new InvalidArgumentError(
      `Put credentials into ${authorizationVariable}, not into the address.`,
    );
  }
  return text.replace(/\/+$/, '');
}
