/** Upper limit of normal of the end-diastolic wall thickness, cm: Lang et al. 2015, Table 6. */
export const wallThicknessLimitCm = { M: 1.0, F: 0.9 } as const;

/** Left atrial volume over body surface area above which dilation is severe, mL/m2: Lang et al. 2015, Table 4. */
export const severeLaVolumeIndex = 48;
