import { Command } from 'commander';
import { sentenceOf } from '@echonet/command-line';
import packageFile from '../package.json';
import { helpConfiguration } from './commands/help';

/** How to load each command, by its name, under the headings of the help. */
const commands: Readonly<Record<string, Readonly<Record<string, () => Promise<Command>>>>> = {
  'Data:': {
    phantom: async () => (await import('./commands/phantom')).phantomCommand(),
    prepare: async () => (await import('./commands/prepare')).prepareCommand(),
    split: async () => (await import('./commands/split')).splitCommand(),
  },
  'Training:': {
    train: async () => (await import('./commands/train')).trainCommand(),
    search: async () => (await import('./commands/search')).searchCommand(),
  },
  'What a model is worth:': {
    evaluate: async () => (await import('./commands/evaluate')).evaluateCommand(),
    explain: async () => (await import('./commands/explain')).explainCommand(),
    calibrate: async () => (await import('./commands/calibrate')).calibrateCommand(),
  },
  'Its use:': {
    export: async () => (await import('./commands/export')).exportCommand(),
    rethreshold: async () => (await import('./commands/rethreshold')).rethresholdCommand(),
    import: async () => (await import('./commands/import')).importCommand(),
    read: async () => (await import('./commands/read')).readCommand(),
    watch: async () => (await import('./commands/watch')).watchCommand(),
    work: async () => (await import('./commands/work')).workCommand(),
    queue: async () => (await import('./commands/queue')).queueCommand(),
    segment: async () => (await import('./commands/segment')).segmentCommand(),
  },
};

const program = new Command('echonet')
  .description(
    "From echocardiograms to models for the viewer: prepares a site's studies (or simulates some), trains, evaluates and exports.",
  )
  .usage('<command> [options]')
  .configureHelp(helpConfiguration)
  .showHelpAfterError('(--help lists all options)')
  .helpCommand(false)
  .version(packageFile.version, '-V, --version', 'print the version')
  .addHelpText(
    'after',
    '\nechonet <command> --help tells more; docs/TRAINING.md goes the whole way.\nModels are for research use only, not for diagnosis.',
  );
// The one that is asked for is enough: each brings libraries of its own, which take their time to load.
const asked = process.argv[2];
const isKnown = Object.values(commands).some((ofGroup) => Object.hasOwn(ofGroup, asked));
for (const [heading, ofGroup] of Object.entries(commands)) {
  for (const [name, load] of Object.entries(ofGroup)) {
    if (isKnown && name !== asked) {
      continue;
    }
    const command = await load();
    program.addCommand(command.copyInheritedSettings(program).helpGroup(heading));
  }
}

try {
  await program.parseAsync();
} catch (error) {
  const sentence = sentenceOf(error);
  if (sentence === undefined) {
    throw error;
  }
  process.stderr.write(`${sentence}\n`);
  process.exitCode = 1;
}
// Dawn's threads would keep the process alive.
process.exit();
