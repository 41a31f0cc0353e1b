/**
 * Lets Ctrl-C (or a cluster that wants its machine back) end the work after saving, and a second one
 * without.
 *
 * @returns whether that was asked for
 */
export function stopOnInterrupt(): () => boolean {
  let asked = false;
  const stop = () => {
    if (asked) process.exit(130);
    asked = true;
    process.stderr.write('\nSaving; press Ctrl-C again to leave without saving.\n');
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  return () => asked;
}
