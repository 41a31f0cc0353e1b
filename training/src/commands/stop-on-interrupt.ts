/**
 * Lets Ctrl-C end the work after saving, and a second one without.
 *
 * @returns whether it was pressed
 */
export function stopOnInterrupt(): () => boolean {
  let asked = false;
  process.on('SIGINT', () => {
    if (asked) process.exit(130);
    asked = true;
    process.stderr.write('\nSaving; press Ctrl-C again to leave without saving.\n');
  });
  return () => asked;
}
