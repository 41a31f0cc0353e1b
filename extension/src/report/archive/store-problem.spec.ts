import { describe, expect, it } from '@jest/globals';
import { storeProblem } from './store-problem';

const failed = (reason: number) =>
  JSON.stringify({
    '00081198': {
      vr: 'SQ',
      Value: [{ '00081197': { vr: 'US', Value: [reason] } }],
    },
  });

describe("the archive's answer to a store", () => {
  it('is none to worry about when everything was stored', () => {
    expect(storeProblem({ status: 200, body: '{"00081199":{"vr":"SQ"}}' })).toBeUndefined();
    expect(storeProblem({ status: 202, body: '' })).toBeUndefined();
  });

  it.each([
    [0, /Archive not reachable/],
    [401, /log in/],
    [403, /No permission to store/],
    [409, /refused the object \(HTTP 409\): no reason given/],
    [413, /larger than the archive or a proxy allows/],
    [418, /did not store the object \(HTTP 418\)/],
    [500, /Archive error \(HTTP 500\)/],
    [502, /Archive error \(HTTP 502\)/],
    [507, /archive is full/],
  ])('becomes a sentence for HTTP %i', (status, sentence) => {
    const { message } = storeProblem({ status, body: '<html>nginx</html>' })!;
    expect(message).toMatch(sentence);
    expect(message).toMatch(/\.$/);
  });

  it.each([
    [0x0124, /not authorised \(failure reason 0124\)/],
    [0xa700, /archive full \(failure reason A700\)/],
    [0xc000, /object not understood \(failure reason C000\)/],
    [0x0999, /see its log \(failure reason 0999\)/],
  ])('tells failure reason %i, whatever the status', (reason, sentence) => {
    for (const status of [200, 202, 409]) {
      expect(storeProblem({ status, body: failed(reason) })?.message).toMatch(sentence);
    }
  });

  it('is read from XML as well', () => {
    const body =
      '<DicomAttribute tag="00081197" vr="US" keyword="FailureReason"><Value number="1">290</Value></DicomAttribute>';
    expect(storeProblem({ status: 409, body })?.message).toMatch(/SOP class not supported/);
  });
});
