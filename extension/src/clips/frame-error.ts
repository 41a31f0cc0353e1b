/** Why one frame could not be read, and whether asking for the next one makes sense. */
export interface FrameFailure {
  /** A full sentence without the clip's name. */
  readonly reason: string;
  /** The archive will refuse every other frame as well. */
  readonly refusesAll: boolean;
}

/**
 * Puts what the host's image loader rejects with into words. Its rejections are whatever its parts
 * throw: errors, `{error}` around them, or requests with a status.
 */
export function describeFrameFailure(rejection: unknown): FrameFailure {
  const status = statusOf(rejection);
  if (status === 401 || status === 403) {
    return {
      reason: `The archive refused access (HTTP ${status}); log in again, then run again.`,
      refusesAll: true,
    };
  }
  if (status === 404 || status === 410) {
    return { reason: `The archive does not have it (HTTP ${status}).`, refusesAll: false };
  }
  if (status !== undefined && status >= 400) {
    return {
      reason: `The archive failed (HTTP ${status}); try again later or ask whoever runs it.`,
      refusesAll: false,
    };
  }
  if (status === 0) {
    return { reason: 'The archive broke the connection off; try again.', refusesAll: false };
  }
  return {
    reason: `It could not be decoded: ${withFullStop(messageOf(rejection))}`,
    refusesAll: false,
  };
}

/** HTTP status; 0 for a connection that broke; undefined where the rejection is about no request. */
function statusOf(rejection: unknown): number | undefined {
  for (const candidate of layersOf(rejection)) {
    const { status, request } = candidate;
    if (typeof status === 'number') return status;
    if (isRecord(request) && typeof request.status === 'number') return request.status;
    if (/Failed to fetch|NetworkError|network error|ERR_/i.test(String(candidate.message ?? ''))) {
      return 0;
    }
  }
  return undefined;
}

function messageOf(rejection: unknown): string {
  for (const { message } of layersOf(rejection)) {
    if (typeof message === 'string' && message !== '') return message;
  }
  return typeof rejection === 'string' && rejection !== ''
    ? rejection
    : 'the decoder did not say why';
}

function layersOf(rejection: unknown): Readonly<Record<string, unknown>>[] {
  const layers: Readonly<Record<string, unknown>>[] = [];
  let layer: unknown = rejection;
  while (isRecord(layer) && layers.length < 4) {
    layers.push(layer);
    layer = layer.error ?? layer.cause;
  }
  return layers;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function withFullStop(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
