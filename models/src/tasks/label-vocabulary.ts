/** Words and units of label tables that several tasks share; in lower case. */

export const yesNo = { yes: 1, no: 0, true: 1, false: 0, y: 1, n: 0 };

/** Factors to mL. */
export const volumeUnits = { ml: 1, cm3: 1, cc: 1, l: 1000, dl: 100, mm3: 0.001 };

/** Factors to %. */
export const percentUnits = { '%': 1, percent: 1, '1': 100, fraction: 100 };
