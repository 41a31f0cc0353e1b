/** Response to STOW-RS. */
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

/** Reason and remedy by HTTP status. */
const byStatus: Readonly<Record<number, string>> = {
  0: 'Archive not reachable: check the connection, then store again.',
  400: 'The archive could not read the object (HTTP 400): see its log.',
  401: 'Not logged in to the archive (HTTP 401): log in to the viewer again, then store again.',
  403: 'No permission to store in this archive (HTTP 403): contact your administrator.',
  404: 'No storage address configured for this archive (HTTP 404): contact your administrator.',
  405: 'The archive does not allow storing over DICOMweb (HTTP 405, STOW-RS): contact your administrator.',
  409: 'The archive refused the object (HTTP 409)',
  413: 'The object is larger than the archive or a proxy allows (HTTP 413): contact your administrator.',
  415: 'The archive does not accept this kind of object (HTTP 415): see its log.',
  429: 'The archive is busy (HTTP 429): store again later.',
  503: 'The archive is busy or under maintenance (HTTP 503): store again later.',
  507: 'The archive is full (HTTP 507): contact your administrator.',
};

/** Failure Reasons (PS3.18 table I.2-2) in hex. */
const byReason: Readonly<Record<string, string>> = {
  '0110': 'processing failure',
  '0111': 'an object with this UID already exists',
  '0122': 'SOP class not supported',
  '0124': 'not authorised',
};

/**
 * The reason why an object was not stored.
 *
 * @returns undefined if it was stored
 */
export function storeProblem({ status, body }: StoreAnswer): StoreProblem | undefined {
  const reason = failureReason(body);
  if (status >= 200 && status < 300 && reason === undefined) return undefined;
  if (status === 409 || (status >= 200 && status < 300)) {
    return new StoreProblem(`${byStatus[409]}: ${describeReason(reason)}.`);
  }
  return new StoreProblem(
    byStatus[status] ??
      (status >= 500
        ? `Archive error (HTTP ${status}): see its log and store again later.`
        : `The archive did not store the object (HTTP ${status}).`),
  );
}

/** Failure Reason (0008,1197) of the first object that failed, as four hex digits. */
function failureReason(body: string): string | undefined {
  const [, decimal] =
    /00081197[\s\S]*?(?:"Value"\s*:\s*\[\s*|<Value[^>]*>\s*)(\d+)/.exec(body) ?? [];
  return decimal && Number(decimal).toString(16).toUpperCase().padStart(4, '0');
}

function describeReason(reason: string | undefined): string {
  if (reason === undefined) return 'no reason given, see its log';
  const words =
    byReason[reason] ??
    (reason.startsWith('A7')
      ? 'archive full'
      : reason.startsWith('A9') || reason.startsWith('C')
        ? 'object not understood'
        : 'see its log');
  return `${words} (failure reason ${reason})`;
}
