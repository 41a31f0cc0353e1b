import { Command } from 'commander';
import { calibrateCommand } from './commands/calibrate';
import { evaluateCommand } from './commands/evaluate';
import { explainCommand } from './commands/explain';
import { exportCommand } from './commands/export';
import { helpConfiguration } from './commands/help';
import { prepareCommand } from './commands/prepare';
import { readClipsCommand } from './commands/read-clips';
import { searchCommand } from './commands/search';
import { splitCommand } from './commands/split';
import { trainCommand } from './commands/train';
import { phantomCommand } from './phantom/command';
import { sentenceOf } from './user-error';

const commands = {
  'Data:': [phantomCommand(), prepareCommand(), splitCommand()],
  'Training:': [trainCommand(), searchCommand()],
  'What a model is worth:': [evaluateCommand(), explainCommand(), calibrateCommand()],
  'Its use:': [exportCommand(), readClipsCommand()],
};

const program = new Command('echonet')
  .description(
    "From echocardiograms to models for the viewer: prepares a site's studies (or simulates some), trains, evaluates and exports.",
  )
  .usage('<command> [options]')
  .configureHelp(helpConfiguration)
  .showHelpAfterError('(--help lists all options)')
  .helpCommand(false)
  .addHelpText(
    'after',
    '\nechonet <command> --help tells more; docs/TRAINING.md goes the whole way.\nModels are for research use only, not for diagnosis.',
  );
for (const [heading, ofGroup] of Object.entries(commands)) {
  for (const command of ofGroup) {
    program.addCommand(command.copyInheritedSettings(program).helpGroup(heading));
  }
}

try {
  await program.parseAsync();
} catch (error) {
  const sentence = sentenceOf(error);
  if (sentence === undefined) throw error;
  process.stderr.write(`${sentence}\n`);
  process.exitCode = 1;
}
// Dawn's threads would keep the process alive.
process.exit();
