/** A path from the root of a drive or from the user's folder, up to a space or quote. */
const absolutePath = /(?<=^|[\s"'=,])(?:~|[A-Za-z]:)?[\\/][^\s"',]*/g;

/** A command line without the folders of the machine that it ran on: their last part stays. */
export function withoutFolders(command: string): string {
  return command.replace(absolutePath, (folder) => {
    const parts = folder.split(/[\\/]/).filter(Boolean);
    return parts.at(-1) ?? folder;
  });
}
