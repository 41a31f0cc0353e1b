/** The host requires a mode's ID to be its package name. */
export const modeId = '@echonet/ohif-mode';
