import { UserError } from '@echonet/command-line';
import { installLibtensorflow } from './install';

try {
  await installLibtensorflow((line) => process.stdout.write(`${line}\n`));
} catch (error) {
  if (!(error instanceof UserError)) {
    throw error;
  }
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
