import * as v from 'valibot';

/** One item of a sequence of the response; absent what the archive does not tell. */
export interface StoreResponseItem {
  readonly SOPInstanceUID?: string;
  /** Failure Reason (0008,1197) or Warning Reason (0008,1196). */
  readonly reason?: number;
}

/** Store Instances Response Module (PS3.18 annex I). */
export interface StoreResponse {
  /** Referenced SOP Sequence (0008,1199): what is stored, with the warnings. */
  readonly stored: readonly StoreResponseItem[];
  /** Failed SOP Sequence (0008,1198) and Other Failures Sequence (0008,119A). */
  readonly failed: readonly StoreResponseItem[];
}

const Tag = {
  ReferencedSOPInstanceUID: '00081155',
  WarningReason: '00081196',
  FailureReason: '00081197',
  FailedSOPSequence: '00081198',
  ReferencedSOPSequence: '00081199',
  OtherFailuresSequence: '0008119A',
} as const;

/** Items of the sequence; values of the attribute of an item, as text. */
interface Dataset<Item> {
  items(tag: string): readonly Item[];
  value(item: Item, tag: string): string | undefined;
}

/** @returns undefined if the body is no Store Instances Response, in JSON or in XML */
export function readStoreResponse(body: string): StoreResponse | undefined {
  const json = jsonDataset(body);
  const response = json ? responseOf(json) : fromXml(body);
  return response && response.stored.length + response.failed.length > 0 ? response : undefined;
}

function responseOf<Item>(dataset: Dataset<Item>): StoreResponse {
  const read = (tag: string, reasonTag: string) =>
    dataset.items(tag).map((item) => {
      const reason = dataset.value(item, reasonTag);
      return {
        SOPInstanceUID: dataset.value(item, Tag.ReferencedSOPInstanceUID),
        reason: reason && /^\d+$/.test(reason) ? Number(reason) : undefined,
      };
    });
  return {
    stored: read(Tag.ReferencedSOPSequence, Tag.WarningReason),
    failed: [
      ...read(Tag.FailedSOPSequence, Tag.FailureReason),
      ...read(Tag.OtherFailuresSequence, Tag.FailureReason),
    ],
  };
}

const attribute = v.object({ Value: v.optional(v.array(v.unknown()), []) });
const jsonObject = v.record(v.string(), v.unknown());

/** DICOM JSON (PS3.18 annex F); some servers wrap the data set in an array. */
function jsonDataset(body: string): Dataset<unknown> | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    return undefined;
  }
  const datasets = (Array.isArray(parsed) ? parsed : [parsed]) as readonly unknown[];
  const values = (dataset: unknown, tag: string): readonly unknown[] => {
    const object = v.safeParse(jsonObject, dataset);
    const found = v.safeParse(attribute, object.success ? object.output[tag] : undefined);
    return found.success ? found.output.Value : [];
  };
  return {
    items: (tag) => datasets.flatMap((dataset) => values(dataset, tag)),
    value(item, tag) {
      const [first] = values(item, tag);
      return typeof first === 'string' || typeof first === 'number' ? String(first) : undefined;
    },
  };
}

/** Native DICOM Model (PS3.19 annex A). */
function fromXml(body: string): StoreResponse | undefined {
  if (!/<\w*:?NativeDicomModel|<\w*:?DicomAttribute/.test(body)) {
    return undefined;
  }
  const { documentElement } = new DOMParser().parseFromString(body, 'application/xml');
  const attributes = (parent: Element, tag: string) =>
    childrenNamed(parent, 'DicomAttribute').filter(
      (child) => child.getAttribute('tag')?.toUpperCase() === tag,
    );
  return responseOf<Element>({
    items: (tag) =>
      attributes(documentElement, tag).flatMap((sequence) => childrenNamed(sequence, 'Item')),
    value: (item, tag) =>
      attributes(item, tag)
        .flatMap((found) => childrenNamed(found, 'Value'))[0]
        ?.textContent?.trim(),
  });
}

function childrenNamed(parent: Element, localName: string): Element[] {
  return [...parent.children].filter((child) => child.localName === localName);
}
