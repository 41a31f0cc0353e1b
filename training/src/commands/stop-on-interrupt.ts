/**
 * Handles SIGINT and SIGTERM: the first lets the work stop after saving, the second ends the
 * process.
 *
 * @returns a function that tells whether a stop was requested
 */
export function stopOnInterrupt(): () => boolean {
  let asked = false;
  const stop = () => {
    if (asked) {
      process.exit(130);
    }
    asked = true;
    process.stderr.write('\nSaving; press Ctrl-C again to leave without saving.\n');
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  return () => asked;
}
