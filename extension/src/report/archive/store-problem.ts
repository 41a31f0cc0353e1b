/** What the archive answered to STOW-RS. */
export interface StoreAnswer {
  /** HTTP status; 0 where none came. */
  readonly status: number;
  /** JSON or XML (PS3.18 10.5.3.2), or whatever a proxy in between says. */
  readonly body: string;
}

/** The archive did not take an object; the message is a full sentence. */
export class StoreProblem extends Error {
  override readonly name = 'StoreProblem';
}

/** By HTTP status: why nothing was stored, and what the reader can do. */
const byStatus: Readonly<Record<number, string>> = {
  0: 'The archive could not be reached: check the network, then store again.',
  400: 'The archive could not read what was sent (HTTP 400); its log tells why.',
  401: 'The archive does not know who you are (HTTP 401): log in to the viewer again, then store again.',
  403: 'You may not store in this archive (HTTP 403): ask whoever keeps it for the right to.',
  404: 'The archive has no address for storing (HTTP 404): whoever keeps the viewer must configure one.',
  405: 'The archive takes nothing over DICOMweb (HTTP 405): whoever keeps it must allow STOW-RS.',
  409: 'The archive refused the object (HTTP 409)',
  413: 'The archive, or a server before it, does not take as much at once (HTTP 413): whoever keeps it must raise the limit.',
  415: 'The archive does not take this kind of file (HTTP 415); its log tells why.',
  429: 'The archive is asked too much at the moment (HTTP 429): store again in a while.',
  503: 'The archive is busy or being serviced (HTTP 503): store again in a while.',
  507: 'The archive has no room left (HTTP 507): tell whoever keeps it.',
};

/** By Failure Reason (PS3.18 table I.2-2), in hex. */
const byReason: Readonly<Record<string, string>> = {
  '0110': 'it could not process it',
  '0111': 'it has an object of this UID already',
  '0122': 'it does not take objects of this kind',
  '0124': 'you may not store there',
};

/**
 * Why an answer means that the object was not stored.
 *
 * @returns undefined where it was stored
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
        ? `The archive failed (HTTP ${status}); its log tells why. Store again later.`
        : `The archive did not store it (HTTP ${status}).`),
  );
}

/** Failure Reason (0008,1197) of the first object that failed, as four hex digits. */
function failureReason(body: string): string | undefined {
  const [, decimal] =
    /00081197[\s\S]*?(?:"Value"\s*:\s*\[\s*|<Value[^>]*>\s*)(\d+)/.exec(body) ?? [];
  return decimal && Number(decimal).toString(16).toUpperCase().padStart(4, '0');
}

function describeReason(reason: string | undefined): string {
  if (reason === undefined) return 'it gave no reason; its log tells why';
  const words =
    byReason[reason] ??
    (reason.startsWith('A7')
      ? 'it has no room left'
      : reason.startsWith('A9') || reason.startsWith('C')
        ? 'it does not understand it'
        : 'its log tells why');
  return `${words} (failure reason ${reason})`;
}
