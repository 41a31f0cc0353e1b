// cohorts of DICOM files
export { writeCohort } from './cohort/write-cohort';
export { demoFileCount, writeDemo } from './cohort/write-demo';
export { manufacturerOf, type ClipPlace } from './dicom/cine-attributes';
export { encodeProcedureReport } from './dicom/procedure-report';
export { phantomPatientId } from './dicom/study-attributes';

// clips of the heart
export {
  clipsOfPatient,
  phantomImageSize,
  phantomViewNames,
  type CineFormat,
  type PhantomClip,
  type PhantomCohort,
  type PhantomView,
} from './clip/phantom-clip';
export { asCine, clipManufacturer, machineFrameTimeMs, simulateCine } from './clip/simulate-cine';
export type { PhantomSetting } from './clip/phantom-setting';
export type { ImagePoints } from './clip/structures';
export { drawPatient } from './patient';
export { phantomLabels } from './patient/phantom-labels';

// clips for the view classifier
export { drawExamination, drawView, simulateView, type ViewClip } from './views';

// parts of the simulation
export { heartScene, scanPlane } from './heart';
export { createScanConverter } from './screen/scan-conversion';
export { sectorGeometry } from './screen/sector-geometry';
export { drawMachine } from './ultrasound/machine';
export { createScanner } from './ultrasound/scanner';
