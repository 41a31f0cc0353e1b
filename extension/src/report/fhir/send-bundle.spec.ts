import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { sendBundle } from './send-bundle';

const endpoint = 'https://fhir.example/base';
const bundle = {
  resourceType: 'Bundle' as const,
  type: 'transaction' as const,
  entry: [{}, {}],
};
const created = { response: { status: '201 Created' } };
const answerOf = (...entry: unknown[]) => ({
  resourceType: 'Bundle',
  type: 'transaction-response',
  entry,
});

afterEach(() => void jest.restoreAllMocks());

/** What the reader is told; undefined where the report is stored. */
async function told(status: number, body: unknown): Promise<string | undefined> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  jest.spyOn(globalThis, 'fetch').mockResolvedValue(new Response(text, { status }));
  return sendBundle(endpoint, bundle).then(
    () => undefined,
    (error: Error) => error.message,
  );
}

describe('a report that is sent to a FHIR server', () => {
  it('goes to the configured address alone, as FHIR JSON', async () => {
    const fetched = jest
      .spyOn(globalThis, 'fetch')
      .mockResolvedValue(new Response(JSON.stringify(answerOf(created, created))));
    await sendBundle(endpoint, bundle);
    expect(fetched).toHaveBeenCalledTimes(1);
    expect(fetched).toHaveBeenCalledWith(
      endpoint,
      expect.objectContaining({
        method: 'POST',
        redirect: 'error',
        credentials: 'same-origin',
        body: JSON.stringify(bundle),
        headers: { 'Content-Type': 'application/fhir+json', Accept: 'application/fhir+json' },
      }),
    );
  });

  it('is stored when every entry is, or the server answers with the resource', async () => {
    expect(await told(200, answerOf(created, { response: { status: '200' } }))).toBeUndefined();
    expect(await told(201, { ...bundle, id: '7' })).toBeUndefined();
  });

  it.each([
    ['a login page', 200, '<html>Log in</html>', /did not confirm .*without a resource/],
    ['an endless answer', 200, ' '.repeat(33 * 1024 * 1024), /did not confirm .*does not end/],
    ['nothing', 201, '', /did not confirm/],
    ['an error object', 200, { error: 'quota' }, /did not confirm/],
    ['another status', 202, answerOf(created, created), /refused the report \(HTTP 202\)/],
    [
      'an outcome',
      200,
      { resourceType: 'OperationOutcome', issue: [{ diagnostics: 'Patient unknown.' }] },
      /did not confirm the report \(HTTP 200\): Patient unknown\.$/,
    ],
    [
      'a refused entry',
      200,
      answerOf(created, { response: { status: '422 Unprocessable' } }),
      /did not store all of the report \(422 Unprocessable\)/,
    ],
    ['too few entries', 200, answerOf(created), /answered for 1 of 2 resources/],
  ])('is not stored when the server answers with %s', async (_, status, body, sentence) => {
    expect(await told(status, body)).toMatch(sentence);
  });

  it('tells why a server refuses it', async () => {
    const outcome = (text: string) => ({
      resourceType: 'OperationOutcome',
      issue: [{ details: { text } }],
    });
    expect(await told(422, outcome('Unknown\n code'))).toBe(
      'The FHIR server refused the report (HTTP 422): Unknown code.',
    );
    expect(await told(401, '')).toMatch(/Not logged in .* then send again\.$/);
    expect(await told(500, outcome('x'.repeat(1000)))).toMatch(/: x{200}\. Send again later\.$/);
  });

  it('is not stored when the server cannot be reached or redirects', async () => {
    jest.spyOn(globalThis, 'fetch').mockRejectedValue(new TypeError('Failed to fetch'));
    await expect(sendBundle(endpoint, bundle)).rejects.toThrow(/cannot be reached, redirects/);
  });
});
