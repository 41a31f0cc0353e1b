/** The host asks that a mode's id is the name of its package. */
export const modeId = '@echonet/ohif-mode';
