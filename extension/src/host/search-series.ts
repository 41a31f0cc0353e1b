import * as v from 'valibot';
import { readAnswerText } from '@echonet/dicom';
import type { HostManagers } from './contracts';

/** A series as a search (QIDO-RS) returns it. */
export interface FoundSeries {
  readonly StudyInstanceUID: string;
  readonly SeriesDescription: string;
  /** 0 where it has none. */
  readonly SeriesNumber: number;
}

const timeoutMs = 15_000;

/** A series takes about 1 kB. */
const mostBytes = 32 * 1024 * 1024;

const attribute = v.optional(v.object({ Value: v.optional(v.array(v.unknown())) }));
const answerSchema = v.array(
  v.object({ '0020000D': attribute, '0008103E': attribute, '00200011': attribute }),
);

/**
 * Searches the page's archive for the structured reports of several studies at once. The host's own search
 * is for the series of one study.
 *
 * @throws Error with a full sentence when the archive does not answer the search
 */
export async function searchReportSeries(
  { extensionManager, servicesManager }: HostManagers,
  studies: readonly string[],
): Promise<FoundSeries[]> {
  const root = extensionManager.getActiveDataSourceOrNull()?.getConfig?.()?.qidoRoot;
  if (!root) {
    throw new Error('The page has no archive that can be searched by DICOMweb.');
  }
  const { userAuthenticationService } = servicesManager.services;
  const query = `Modality=SR&StudyInstanceUID=${studies.join(',')}&includefield=0008103E`;
  const response = await fetch(`${root.replace(/\/$/, '')}/series?${query}`, {
    headers: {
      Accept: 'application/dicom+json',
      ...userAuthenticationService.getAuthorizationHeader?.(),
    },
    signal: AbortSignal.timeout(timeoutMs),
  }).catch((cause: unknown) => {
    throw new Error('It cannot be reached.', { cause });
  });
  if (!response.ok) {
    throw new Error(`It answers the search for reports with ${response.status}.`);
  }
  const text = await readAnswerText(response, mostBytes).catch((cause: unknown) => {
    throw new Error('Its answer to the search for reports is too long or broke off.', { cause });
  });
  const answer = v.safeParse(answerSchema, text === '' ? [] : parsed(text));
  if (!answer.success) {
    throw new Error('Its answer to the search for reports is not DICOM JSON.');
  }
  return answer.output.map((series) => ({
    StudyInstanceUID: firstOf(series['0020000D']),
    SeriesDescription: firstOf(series['0008103E']),
    SeriesNumber: Number(firstOf(series['00200011'])) || 0,
  }));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function firstOf(found: v.InferOutput<typeof attribute>): string {
  const first = found?.Value?.[0];
  return typeof first === 'string' || typeof first === 'number' ? String(first) : '';
}
