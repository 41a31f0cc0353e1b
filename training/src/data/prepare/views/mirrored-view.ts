/** View of A4C images whose left and right are exchanged. */
export const mirroredView = 'apical 4C, mirrored';
