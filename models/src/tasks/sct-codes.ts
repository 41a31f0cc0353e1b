import type { TaskCode } from '../model/manifest';

/** SNOMED CT concepts that tasks name. */

const sct = (value: string, meaning: string): TaskCode => ({ value, scheme: 'SCT', meaning });

export const heart = sct('80891009', 'Heart');
export const leftVentricle = sct('87878005', 'Left ventricle');
export const leftAtrium = sct('82471001', 'Left atrium');
export const rightAtrium = sct('73829009', 'Right atrium');

export const endDiastole = sct('416190007', 'End diastole');
export const endSystole = sct('416430001', 'End Systole');
