import { overlaps, regionBoxes } from '@echonet/models/image';
import { SopClass } from '../uid/sop-class';
import type { ClipHeader } from './clip-header';
import { pixelAspect } from './physical-scale';
import { type FrameDecoder, refusePixels } from './pixel-format';
import { stressStage } from './stress-stage';

/** `reason` and `notes` are full sentences. */
export type ClipEligibility =
  | { readonly eligible: true; readonly notes: readonly string[] }
  | { readonly eligible: false; readonly reason: string };

/**
 * Judges by the header alone whether a clip can be a B-mode cine of the heart. Blank images and colour
 * that the header does not mention are left to locateSector, which sees the pixels.
 *
 * @param decoder what will decode its frames: formats that it decodes wrongly are refused
 */
export function assessClip(header: ClipHeader, decoder: FrameDecoder = 'node'): ClipEligibility {
  const notes: string[] = [];
  const reason =
    refuseOrigin(header, notes) ??
    refuseFrames(header) ??
    refuseContent(header) ??
    refusePixels(header, decoder);
  notes.push(...contextNotes(header));
  const aspect = pixelAspect(header);
  if (aspect !== 1) {
    notes.push(
      `Pixels are not square (${aspect.toFixed(2)} times as high as wide); the network's image is ` +
        'resampled to square ones.',
    );
  }
  const { tissue } = regionBoxes(header.SequenceOfUltrasoundRegions, header.Rows, header.Columns);
  if (tissue.length > 1) {
    notes.push(`The header describes ${tissue.length} sectors on the screen.`);
  }
  if (header.SequenceOfUltrasoundRegions.length === 0) {
    notes.push('No ultrasound region in the header; scan sector searched for in the whole image.');
  }
  return reason === undefined ? { eligible: true, notes } : { eligible: false, reason };
}

/** Spatial formats of an ultrasound region (DICOM PS3.3 C.8.5.5.1.1). */
const spatialFormat = { twoDimensional: 1, mMode: 2, spectral: 3 } as const;

/** Flags in the fourth value of Image Type, in hex (DICOM PS3.3 C.8.5.6.1.1). */
const imageTypeFlag = {
  twoDimensional: 0x1,
  mMode: 0x2,
  continuousWaveDoppler: 0x4,
  pulsedWaveDoppler: 0x8,
  colourDoppler: 0x10,
  colourMMode: 0x20,
  rendering3d: 0x40,
  colourPower: 0x100,
} as const;

/** Exams in the third value of Image Type that do not show the heart through the chest wall. */
const otherExams =
  /ABDOM|BREAST|ENDO|FETAL|FOETAL|GYN|INTRA|MUSCULO|NEONATAL HEAD|OBST|^OB\b|OPHTHALM|PELVI|PENILE|PROSTATE|RENAL|SMALL PARTS|TEE|TESTIC|THYROID|TRANSCRANIAL|TRANSESOPH|UROL|VASCULAR|VAGINAL/;

const ultrasoundClasses: ReadonlySet<string> = new Set([
  SopClass.UltrasoundMultiFrameImageStorage,
  SopClass.UltrasoundMultiFrameImageStorageRetired,
  SopClass.UltrasoundImageStorage,
  SopClass.UltrasoundImageStorageRetired,
]);

const secondaryCaptureClasses: ReadonlySet<string> = new Set([
  SopClass.SecondaryCaptureImageStorage,
  SopClass.MultiFrameSingleBitSecondaryCaptureImageStorage,
  SopClass.MultiFrameGrayscaleByteSecondaryCaptureImageStorage,
  SopClass.MultiFrameGrayscaleWordSecondaryCaptureImageStorage,
  SopClass.MultiFrameTrueColorSecondaryCaptureImageStorage,
]);

function refuseOrigin(header: ClipHeader, notes: string[]): string | undefined {
  const { SOPClassUID, Modality } = header;
  if (SOPClassUID === SopClass.EnhancedUSVolumeStorage) {
    return 'The clip is a 3-D ultrasound volume; EchoNet analyses 2-D clips.';
  }
  if (ultrasoundClasses.has(SOPClassUID) && (Modality === 'US' || Modality === '')) {
    return undefined;
  }
  if (Modality === 'US' && (SOPClassUID === '' || secondaryCaptureClasses.has(SOPClassUID))) {
    notes.push('Clip stored as a secondary capture; its header holds little information.');
    return undefined;
  }
  if (secondaryCaptureClasses.has(SOPClassUID) && header.SequenceOfUltrasoundRegions.length > 0) {
    notes.push(
      `Clip stored as a secondary capture (modality ${Modality || 'unknown'}); accepted as ` +
        'ultrasound because its header describes ultrasound regions.',
    );
    return undefined;
  }
  return `The clip is not ultrasound (modality ${Modality || 'unknown'}).`;
}

function refuseFrames({ NumberOfFrames }: ClipHeader): string | undefined {
  if (NumberOfFrames === 0) {
    return 'The clip has no frames; send it again from the ultrasound machine or the archive.';
  }
  return NumberOfFrames === 1
    ? 'The clip is a single still image; EchoNet analyses moving clips.'
    : undefined;
}

/**
 * Ultrasound Color Data Present is of no use: it says that some pixel is coloured, be it of the ECG
 * (PS3.3 C.8.5.6.1.10), and some machines always set it.
 */
function refuseContent(header: ClipHeader): string | undefined {
  const [, , exam = '', flagsInHex = ''] = header.ImageType;
  if (otherExams.test(exam)) {
    return `The clip is of another kind of exam (Image Type says ${exam}); EchoNet analyses transthoracic echo.`;
  }
  const flags = /^[0-9A-F]{4}$/.test(flagsInHex) ? Number.parseInt(flagsInHex, 16) : 0;
  const has = (flag: number) => (flags & flag) !== 0;
  const regions = header.SequenceOfUltrasoundRegions;
  const format = (wanted: number) =>
    regions.some(({ RegionSpatialFormat }) => RegionSpatialFormat === wanted);

  if (
    has(imageTypeFlag.colourDoppler | imageTypeFlag.colourMMode | imageTypeFlag.colourPower) ||
    showsFlowAlone(header)
  ) {
    return 'The clip shows colour Doppler; EchoNet analyses plain B-mode.';
  }
  if (
    format(spatialFormat.spectral) ||
    has(imageTypeFlag.continuousWaveDoppler | imageTypeFlag.pulsedWaveDoppler)
  ) {
    return 'The clip shows spectral Doppler; EchoNet analyses plain B-mode.';
  }
  if (format(spatialFormat.mMode) || has(imageTypeFlag.mMode)) {
    return 'The clip shows M-mode; EchoNet analyses plain B-mode.';
  }
  if (has(imageTypeFlag.rendering3d)) {
    return 'The clip shows a 3-D rendering; EchoNet analyses plain B-mode.';
  }
  return undefined;
}

function contextNotes(header: ClipHeader): string[] {
  const stage = stressStage(header);
  const agent = header.ContrastBolusAgent ?? '';
  return [
    ...(stage ? [`Clip of a stress test (${stage}): its values are not those at rest.`] : []),
    ...(agent !== '' && !/^no(ne)?$/i.test(agent)
      ? [`Clip with a contrast agent (${agent}), which the network was not trained on.`]
      : []),
  ];
}

/** True for a colour-flow region without a tissue region beside it that shows none. */
function showsFlowAlone({ SequenceOfUltrasoundRegions, Rows, Columns }: ClipHeader): boolean {
  const { tissue, flow } = regionBoxes(SequenceOfUltrasoundRegions, Rows, Columns);
  return flow.length > 0 && tissue.every((box) => flow.some((other) => overlaps(box, other)));
}
