interface MediaRange {
  type: string;
  parameters: Record<string, string>;
}

/** Splits an Accept header into its media ranges; quoted parameters may hold commas. */
export function parseAccept(header: string | undefined): MediaRange[] {
  const text = header?.trim() ? header : '*/*';
  return (text.match(/(?:"[^"]*"|[^,"])+/g) ?? []).map((range) => {
    const [type, ...rest] = (range.match(/(?:"[^"]*"|[^;"])+/g) ?? []).map((part) => part.trim());
    const parameters: Record<string, string> = {};
    for (const parameter of rest) {
      const equals = parameter.indexOf('=');
      if (equals < 0) {
        continue;
      }
      const name = parameter.slice(0, equals).trim().toLowerCase();
      parameters[name] = parameter
        .slice(equals + 1)
        .trim()
        .replace(/^"|"$/g, '');
    }
    return { type: (type ?? '').toLowerCase(), parameters };
  });
}

export type Packing = 'multipart' | 'single';

/**
 * Chooses between multipart and single-part for an answer (PS3.18 section 8.7).
 *
 * @param accept the Accept header
 * @param mediaTypes media types that describe the answer's parts
 * @param transferSyntaxUID transfer syntax of the parts; `*` or its absence accepts any
 * @param singlePossible whether the answer is one part
 * @returns undefined when nothing of it is acceptable
 */
export function choosePacking(
  accept: string | undefined,
  mediaTypes: string[],
  transferSyntaxUID: string | undefined,
  singlePossible: boolean,
): Packing | undefined {
  for (const { type, parameters } of parseAccept(accept)) {
    const syntax = parameters['transfer-syntax'];
    const syntaxFits =
      !syntax || syntax === '*' || !transferSyntaxUID || syntax === transferSyntaxUID;
    if (!syntaxFits) {
      continue;
    }
    if (type === '*/*') {
      return 'multipart';
    }
    if (type === 'multipart/related') {
      const part = parameters.type?.toLowerCase();
      if (!part || part === '*/*' || mediaTypes.includes(part)) {
        return 'multipart';
      }
    } else if (singlePossible && mediaTypes.some((mediaType) => rangeCovers(type, mediaType))) {
      return 'single';
    }
  }
  return undefined;
}

/** The first offered media type that the Accept header allows. */
export function chooseMediaType(accept: string | undefined, offered: string[]): string | undefined {
  for (const { type } of parseAccept(accept)) {
    const found = offered.find((mediaType) => rangeCovers(type, mediaType));
    if (found) {
      return found;
    }
  }
  return undefined;
}

function rangeCovers(range: string, mediaType: string): boolean {
  if (range === '*/*' || range === mediaType) {
    return true;
  }
  return range.endsWith('/*') && mediaType.startsWith(range.slice(0, -1));
}
