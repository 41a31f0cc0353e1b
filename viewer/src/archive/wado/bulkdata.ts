import { readHeader, readLayout } from '@echonet/dicom/node';
import type { ParsedDataset } from '@echonet/dicom/part10';
import { toBytes, type JsonDataset } from '../dicom/json';

/**
 * Metadata as it leaves the archive: bulk data URIs become absolute.
 *
 * @param dataset metadata with URIs relative to its instance
 * @param instanceUrl absolute URL of the instance
 */
export function withAbsoluteUris(dataset: JsonDataset, instanceUrl: string): JsonDataset {
  const absolute: JsonDataset = {};
  for (const [tag, attribute] of Object.entries(dataset)) {
    if (attribute.BulkDataURI !== undefined) {
      absolute[tag] = { ...attribute, BulkDataURI: `${instanceUrl}/${attribute.BulkDataURI}` };
    } else if (attribute.vr === 'SQ' && attribute.Value) {
      const items = attribute.Value.map((item) =>
        withAbsoluteUris(item as JsonDataset, instanceUrl),
      );
      absolute[tag] = { ...attribute, Value: items };
    } else {
      absolute[tag] = attribute;
    }
  }
  return absolute;
}

/**
 * Finds a binary value by the path that its bulk data URI ends with, such as `00420011` or
 * `00081140/0/00091010`.
 *
 * @param file the stored Part 10 file
 * @returns undefined when there is no binary value of that path
 */
export function readBulkData(file: Buffer, path: string): Buffer | undefined {
  const layout = readLayout(file);
  const pixels = layout.elements.find(({ tag }) => tag === path && /^7FE000(08|09|10)$/.test(tag));
  if (pixels) {
    const ranges = pixels.items?.slice(1) ?? [pixels];
    return Buffer.concat(
      ranges.map(({ offset, length }) => layout.bytes.subarray(offset, offset + length)),
    );
  }
  let dataset: ParsedDataset | undefined = readHeader(layout).attributes;
  const steps = path.split('/');
  for (let step = 0; step + 2 < steps.length; step += 2) {
    dataset = dataset?.[steps[step]]?.Value?.[Number(steps[step + 1])] as ParsedDataset | undefined;
  }
  const values = dataset?.[steps[steps.length - 1]]?.Value ?? [];
  const parts = values.map(toBytes).filter((bytes) => bytes !== undefined);
  return parts.length > 0 ? Buffer.concat(parts) : undefined;
}
