/** A path from the root of a drive, or from the user's, this or its parent folder, up to a space or quote. */
const folderPath = /(?<=^|[\s"'=,])(?:~|\.{1,2}|[A-Za-z]:)?[\\/][^\s"',]*/g;

/** A command line without the folders of the machine that it ran on: their last part stays. */
export function withoutFolders(command: string): string {
  return command.replace(folderPath, (folder) => {
    const parts = folder.split(/[\\/]/).filter(Boolean);
    return parts.at(-1) ?? folder;
  });
}
