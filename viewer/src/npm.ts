/** The command line of npm with these arguments: the npm that started us, or the one on the path. */
export function npmCommand(args: string[]): string[] {
  const npm = process.env.npm_execpath;
  return npm?.endsWith('.js') ? [process.execPath, npm, ...args] : ['npm', ...args];
}
