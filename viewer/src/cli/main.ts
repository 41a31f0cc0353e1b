import { UserError } from '@echonet/command-line';
import { parseOptions } from './options';
import { start } from './start';

try {
  const options = parseOptions(process.argv.slice(2), process.env);
  const viewer = await start(options, (line) => console.log(line));
  let closing = false;
  const close = (): void => {
    if (closing) {
      return;
    }
    closing = true;
    console.log('\nClosing');
    void viewer.close().then(() => process.exit(0));
  };
  process.on('SIGINT', close);
  process.on('SIGTERM', close);
} catch (error) {
  if (!(error instanceof UserError)) {
    throw error;
  }
  console.error(error.message);
  process.exit(1);
}
