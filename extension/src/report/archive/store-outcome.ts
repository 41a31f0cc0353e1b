import { readStoreResponse, type StoreResponse } from './store-response';

export interface StoreAnswer {
  /** HTTP status; 0 without a response. */
  readonly status: number;
  /** JSON or XML (PS3.18 10.5.3.2), or the body of a proxy in between. */
  readonly body: string;
}

/** The message is a full sentence. */
export class StoreProblem extends Error {
  override readonly name = 'StoreProblem';
}

export type StoreOutcome =
  /** The archive names the object as stored; the warning is a full sentence. */
  | { readonly kind: 'stored'; readonly warning?: string }
  | { readonly kind: 'refused'; readonly problem: StoreProblem }
  /**
   * The answer does not say whether the object is stored; `what` and `remedy` make a sentence
   * around the result of a query.
   */
  | { readonly kind: 'unconfirmed'; readonly what: string; readonly remedy: string };

/** Reason and remedy by HTTP status of an answer after which nothing is stored. */
const refusals: Readonly<Record<number, string>> = {
  400: 'The archive could not read the object (HTTP 400): see its log.',
  401: 'Not logged in to the archive (HTTP 401): log in to the viewer again, then store again.',
  403: 'No permission to store in this archive (HTTP 403): contact your administrator.',
  404: 'No storage address configured for this archive (HTTP 404): contact your administrator.',
  405: 'The archive does not allow storing over DICOMweb (HTTP 405, STOW-RS): contact your administrator.',
  413: 'The object is larger than the archive or a proxy allows (HTTP 413): contact your administrator.',
  415: 'The archive does not accept this kind of object (HTTP 415): see its log.',
  429: 'The archive is busy (HTTP 429): store again later.',
  507: 'The archive is full (HTTP 507): contact your administrator.',
};

/** Failure Reasons (PS3.18 table I.2-2). */
const failureReasons: Readonly<Record<number, string>> = {
  0x0110: 'processing failure',
  0x0122: 'SOP class not supported',
  0x0124: 'not authorised',
  0x0213: 'resource limitation',
};

const duplicateInstance = 0x0111;

/** Warning Reasons (PS3.18 table I.2-1). */
const warningReasons: Readonly<Record<number, string>> = {
  0xb000: 'it changed attributes of the object',
  0xb006: 'it discarded attributes of the object',
  0xb007: 'it finds that the object does not match its SOP class',
};

/**
 * What an answer says about one object, which was sent alone. Stored is only what the archive names
 * as stored: login pages, proxies and error objects come with HTTP 200 too.
 */
export function storeOutcome({ status, body }: StoreAnswer, SOPInstanceUID: string): StoreOutcome {
  const response = readStoreResponse(body);
  const hasSucceeded = status >= 200 && status < 300;
  if (response && (hasSucceeded || status === 409)) {
    return byResponse(response, status, SOPInstanceUID);
  }
  if (status === 409) {
    return refused(`${refusedBy(409)}: no reason given, see its log.`);
  }
  const refusal = refusals[status];
  if (refusal) {
    return refused(refusal);
  }
  return hasSucceeded || status < 400 ? byBody(status, body) : byFailedRequest(status);
}

function byResponse(
  { stored, failed }: StoreResponse,
  status: number,
  SOPInstanceUID: string,
): StoreOutcome {
  const isOurs = (item: { readonly SOPInstanceUID?: string }) =>
    item.SOPInstanceUID === SOPInstanceUID;
  const failure = failed.find(isOurs) ?? failed.find((item) => item.SOPInstanceUID === undefined);
  const reference = stored.find(isOurs);
  if (failure?.reason === duplicateInstance) {
    // A proxy that repeats a request gets this answer for an object that the first one stored.
    return {
      kind: 'unconfirmed',
      what: `${refusedBy(status)}: an object with this UID already exists (failure reason 0111)`,
      remedy: 'store again.',
    };
  }
  if (failure) {
    return refused(`${refusedBy(status)}: ${describeFailure(failure.reason)}.`);
  }
  if (reference) {
    const { reason } = reference;
    return reason === undefined ? { kind: 'stored' } : { kind: 'stored', warning: warn(reason) };
  }
  return {
    kind: 'unconfirmed',
    what: `The archive answered about other objects (HTTP ${status})`,
    remedy: 'see its log, then store again.',
  };
}

function byBody(status: number, body: string): StoreOutcome {
  if (status === 0) {
    return {
      kind: 'unconfirmed',
      what: 'Archive not reachable',
      remedy: 'check the connection, then store again.',
    };
  }
  if (status >= 300 || /^\s*<(!doctype\s+html|html)/i.test(body)) {
    return {
      kind: 'unconfirmed',
      what:
        status >= 300
          ? `The archive redirected the request (HTTP ${status})`
          : `A web page came instead of the archive's response (HTTP ${status})`,
      remedy: 'log in to the viewer again, then store again.',
    };
  }
  return {
    kind: 'unconfirmed',
    what:
      status === 202
        ? 'The archive accepted the object for later (HTTP 202)'
        : `The archive did not confirm the object (HTTP ${status})`,
    remedy:
      status === 202
        ? 'look for it in the study later, and store again if it does not appear.'
        : 'see its log, then store again.',
  };
}

/** A gateway can give up waiting for an archive that stores. */
function byFailedRequest(status: number): StoreOutcome {
  if (status < 500 && status !== 408) {
    return refused(`The archive did not store the object (HTTP ${status}).`);
  }
  const isBusy = status === 503;
  return {
    kind: 'unconfirmed',
    what: isBusy
      ? 'The archive is busy or under maintenance (HTTP 503)'
      : `Archive error (HTTP ${status})`,
    remedy: isBusy ? 'store again later.' : 'see its log and store again later.',
  };
}

/**
 * @param isQueried whether the archive answered a query, without the object
 * @returns the problem of an object that no query found
 */
export function notStored(
  { what, remedy }: Extract<StoreOutcome, { kind: 'unconfirmed' }>,
  isQueried: boolean,
): StoreProblem {
  const query = isQueried ? 'a query does not find the object' : 'a query failed';
  return new StoreProblem(`${what}, and ${query}: ${remedy}`);
}

function refused(sentence: string): StoreOutcome {
  return { kind: 'refused', problem: new StoreProblem(sentence) };
}

function refusedBy(status: number): string {
  return `The archive refused the object (HTTP ${status})`;
}

function describeFailure(reason: number | undefined): string {
  if (reason === undefined) {
    return 'no reason given, see its log';
  }
  const group = reason >> 8;
  const words =
    failureReasons[reason] ??
    (group === 0xa7
      ? 'archive full'
      : group === 0xa9 || group >> 4 === 0xc
        ? 'object not understood'
        : 'see its log');
  return `${words} (failure reason ${hex(reason)})`;
}

function warn(reason: number): string {
  const words = warningReasons[reason] ?? 'see its log';
  return `The archive stored the object with a warning: ${words} (warning reason ${hex(reason)}).`;
}

function hex(reason: number): string {
  return reason.toString(16).toUpperCase().padStart(4, '0');
}
