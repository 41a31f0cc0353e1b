import { TransferSyntax } from '@echonet/dicom';
import { encodeCine } from '@echonet/dicom/node';
import { makeInstance, num, reportFile, type FixtureElement } from '@echonet/dicom/testing';

const side = 96;
const frameCount = 6;

/** Valid files of every encoding that the readers know, each under 100 kB. */
export async function seedFiles(): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>();
  for (const syntax of [
    TransferSyntax.ExplicitVRLittleEndian,
    TransferSyntax.ImplicitVRLittleEndian,
    TransferSyntax.ExplicitVRBigEndian,
    TransferSyntax.DeflatedExplicitVRLittleEndian,
  ]) {
    files.set(syntax, makeInstance({ transferSyntaxUID: syntax, more: sequences }));
  }
  files.set('native cine', Buffer.from(await movingSector('explicit-little-endian', 1)));
  files.set('colour cine', Buffer.from(await movingSector('explicit-little-endian', 3)));
  files.set('JPEG cine', Buffer.from(await movingSector('jpeg-baseline', 1)));
  const ejectionFraction = num('LN:18043-0|Ejection Fraction', 55, '%');
  files.set('report', Buffer.from(reportFile('DCM:126000|Imaging Report', [ejectionFraction])));
  return files;
}

const sequences: FixtureElement[] = [
  ['00081140', 'SQ', Buffer.from('feff00e000000000', 'hex')],
  ['00081111', 'SQ', Buffer.alloc(0)],
];

/** A scan sector whose speckle changes from frame to frame, with ultrasound regions in its header. */
function movingSector(
  transferSyntax: 'explicit-little-endian' | 'jpeg-baseline',
  samplesPerPixel: 1 | 3,
): Promise<Uint8Array> {
  const frames = Array.from({ length: frameCount }, (_, frame) =>
    sectorFrame(frame, samplesPerPixel),
  );
  return encodeCine({
    frames,
    Rows: side,
    Columns: side,
    samplesPerPixel,
    transferSyntax,
    attributes: {
      SOPInstanceUID: '1.2.3.4.5.6',
      StudyInstanceUID: '1.2.3.4',
      SeriesInstanceUID: '1.2.3.4.5',
      PatientID: 'P1',
      PatientName: 'Doe^Jane',
      Modality: 'US',
      FrameTime: 100,
      FrameIncrementPointer: 0x00181063,
      SequenceOfUltrasoundRegions: [
        {
          RegionSpatialFormat: 1,
          RegionDataType: 1,
          RegionFlags: 2,
          RegionLocationMinX0: 0,
          RegionLocationMinY0: 0,
          RegionLocationMaxX1: side - 1,
          RegionLocationMaxY1: side - 1,
          PhysicalUnitsXDirection: 3,
          PhysicalUnitsYDirection: 3,
          PhysicalDeltaX: 0.15,
          PhysicalDeltaY: 0.15,
        },
      ],
    },
  });
}

function sectorFrame(frame: number, samplesPerPixel: 1 | 3): Uint8Array {
  const pixels = new Uint8Array(side * side * samplesPerPixel);
  for (let row = 2; row < side - 2; row++) {
    const half = (row * 2) / 5;
    for (let column = 0; column < side; column++) {
      if (Math.abs(column - side / 2) < half) {
        const grey = 40 + ((row * 31 + column * 17 + frame * 29) % 150);
        pixels.fill(
          grey,
          (row * side + column) * samplesPerPixel,
          (row * side + column + 1) * samplesPerPixel,
        );
      }
    }
  }
  return pixels;
}
