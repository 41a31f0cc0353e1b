import * as v from 'valibot';
import { AnswerTooLongError, readAnswerText } from '@echonet/dicom';
import type { Bundle } from 'fhir/r5';

/** The message is a full sentence. */
export class FhirProblem extends Error {
  override readonly name = 'FhirProblem';
}

const mediaType = 'application/fhir+json';
const timeoutMs = 60_000;

/** The server may send the resources back. */
const mostBytes = 32 * 1024 * 1024;

/** Longest text of a server that is repeated. */
const maxReasonLength = 200;

const refusals: Readonly<Record<number, string>> = {
  401: 'Not logged in to the FHIR server (HTTP 401): log in to the viewer again, then send again.',
  403: 'No permission to store on the FHIR server (HTTP 403): contact your administrator.',
  404: 'The address of the FHIR server is wrong (HTTP 404): contact your administrator.',
  405: 'The FHIR server does not take transactions at this address (HTTP 405): contact your administrator.',
  413: 'The report is larger than the FHIR server allows (HTTP 413): contact your administrator.',
  415: 'The FHIR server does not take JSON (HTTP 415): contact your administrator.',
};

/**
 * Sends a transaction to a FHIR server, to this address alone: a redirection fails.
 *
 * @throws FhirProblem unless the server answers HTTP 200 or 201 with a resource, in which every entry is stored
 */
export async function sendBundle(endpoint: string, bundle: Bundle): Promise<void> {
  let status: number;
  let body: string;
  try {
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: { 'Content-Type': mediaType, Accept: mediaType },
      body: JSON.stringify(bundle),
      credentials: 'same-origin',
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    status = response.status;
    body = await readAnswerText(response, mostBytes);
  } catch (error) {
    if (error instanceof AnswerTooLongError) {
      throw new FhirProblem(
        'The FHIR server did not confirm the report: its answer does not end. See its log.',
      );
    }
    throw new FhirProblem(
      'The FHIR server cannot be reached, redirects, or is not allowed by this page: check the connection, then send again. Nothing confirms that the report is stored.',
    );
  }
  const problem = problemOf(status, body, bundle.entry?.length ?? 0);
  if (problem) {
    throw new FhirProblem(problem);
  }
}

const responseBundle = v.object({
  resourceType: v.literal('Bundle'),
  type: v.picklist(['transaction-response', 'batch-response']),
  entry: v.array(v.object({ response: v.object({ status: v.string() }) })),
});

const resource = v.object({ resourceType: v.pipe(v.string(), v.nonEmpty()) });

/** Undefined for an answer by which the transaction is stored. */
function problemOf(status: number, body: string, sentCount: number): string | undefined {
  const parsed = parseJson(body);
  const reason = reasonOf(parsed);
  if (status !== 200 && status !== 201) {
    return (
      refusals[status] ??
      (status >= 500
        ? `The FHIR server has an error (HTTP ${status}): ${reason || 'see its log'}. Send again later.`
        : `The FHIR server refused the report (HTTP ${status}): ${reason || 'see its log'}.`)
    );
  }
  const answer = v.safeParse(responseBundle, parsed);
  if (answer.success) {
    const { entry } = answer.output;
    const failed = entry.find(({ response }) => !/^2\d\d\b/.test(response.status));
    if (failed) {
      return `The FHIR server did not store all of the report (${failed.response.status.slice(0, maxReasonLength)}): see its log.`;
    }
    return entry.length === sentCount
      ? undefined
      : `The FHIR server answered for ${entry.length} of ${sentCount} resources: see its log.`;
  }
  const other = v.safeParse(resource, parsed);
  return other.success && other.output.resourceType !== 'OperationOutcome'
    ? undefined
    : `The FHIR server did not confirm the report (HTTP ${status}): ${reason || 'it answered without a resource'}.`;
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

const operationOutcome = v.object({
  resourceType: v.literal('OperationOutcome'),
  issue: v.array(
    v.object({
      diagnostics: v.optional(v.string()),
      details: v.optional(v.object({ text: v.optional(v.string()) })),
    }),
  ),
});

/** What an OperationOutcome says first, without a full stop; empty without one. */
function reasonOf(parsed: unknown): string {
  const outcome = v.safeParse(operationOutcome, parsed);
  const [issue] = outcome.success ? outcome.output.issue : [];
  const text = (issue?.details?.text ?? issue?.diagnostics ?? '').slice(0, maxReasonLength);
  return text.replace(/\s+/g, ' ').replace(/\.$/, '');
}
