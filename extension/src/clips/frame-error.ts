export interface FrameFailure {
  /** Full sentence without the clip's name. */
  readonly reason: string;
  /** Every other frame would fail alike. */
  readonly refusesAll: boolean;
  /** The request failed, not what the archive answered. */
  readonly isAboutRequest: boolean;
}

/**
 * Describes a rejection of the host's image loader: an error, `{error}` around one, or a request
 * with a status.
 */
export function describeFrameFailure(rejection: unknown): FrameFailure {
  const status = statusOf(rejection);
  if (status === 401 || status === 403) {
    return {
      reason: `The archive refused access (HTTP ${status}); log in again, then analyse again.`,
      refusesAll: true,
      isAboutRequest: true,
    };
  }
  if (status === 404 || status === 410) {
    return {
      reason: `Not in the archive (HTTP ${status}).`,
      refusesAll: false,
      isAboutRequest: true,
    };
  }
  if (status !== undefined && status >= 400) {
    return {
      reason: `Archive error (HTTP ${status}); try again later or contact your administrator.`,
      refusesAll: false,
      isAboutRequest: true,
    };
  }
  if (status === 0) {
    return {
      reason: 'Archive not reachable; check the connection, or log in again, and try again.',
      refusesAll: false,
      isAboutRequest: true,
    };
  }
  return {
    reason: `Frame not decoded: ${withFullStop(messageOf(rejection))}`,
    refusesAll: false,
    isAboutRequest: false,
  };
}

/** HTTP status; 0 for a broken connection; undefined if the rejection is not about a request. */
function statusOf(rejection: unknown): number | undefined {
  for (const candidate of layersOf(rejection)) {
    const { status, request } = candidate;
    if (typeof status === 'number') {
      return status;
    }
    if (isRecord(request) && typeof request.status === 'number') {
      return request.status;
    }
    if (/Failed to fetch|NetworkError|network error|ERR_/i.test(String(candidate.message ?? ''))) {
      return 0;
    }
  }
  return undefined;
}

function messageOf(rejection: unknown): string {
  for (const { message } of layersOf(rejection)) {
    if (typeof message === 'string' && message !== '') {
      return message;
    }
  }
  return typeof rejection === 'string' && rejection !== '' ? rejection : 'no reason given';
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
