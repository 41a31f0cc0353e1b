import { Command } from 'commander';
import { calibrateCommand } from './commands/calibrate';
import { evaluateCommand } from './commands/evaluate';
import { explainCommand } from './commands/explain';
import { exportCommand } from './commands/export';
import { prepareCommand } from './commands/prepare';
import { readClipsCommand } from './commands/read-clips';
import { searchCommand } from './commands/search';
import { splitCommand } from './commands/split';
import { trainCommand } from './commands/train';
import { phantomCommand } from './phantom/command';
import { sentenceOf } from './user-error';

const program = new Command('echonet')
  .description('Makes phantom cohorts, and trains, evaluates and exports EchoNet models.')
  .showHelpAfterError()
  .addCommand(phantomCommand())
  .addCommand(prepareCommand())
  .addCommand(splitCommand())
  .addCommand(trainCommand())
  .addCommand(searchCommand())
  .addCommand(evaluateCommand())
  .addCommand(explainCommand())
  .addCommand(calibrateCommand())
  .addCommand(exportCommand())
  .addCommand(readClipsCommand());

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
