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
    [0, /could not be reached/],
    [401, /log in/],
    [403, /may not store/],
    [409, /refused the object \(HTTP 409\): it gave no reason/],
    [413, /as much at once/],
    [418, /did not store it \(HTTP 418\)/],
    [500, /failed \(HTTP 500\)/],
    [502, /failed \(HTTP 502\)/],
    [507, /no room left/],
  ])('becomes a sentence for HTTP %i', (status, sentence) => {
    const { message } = storeProblem({ status, body: '<html>nginx</html>' })!;
    expect(message).toMatch(sentence);
    expect(message).toMatch(/\.$/);
  });

  it.each([
    [0x0124, /you may not store there \(failure reason 0124\)/],
    [0xa700, /no room left \(failure reason A700\)/],
    [0xc000, /does not understand it \(failure reason C000\)/],
    [0x0999, /its log tells why \(failure reason 0999\)/],
  ])('tells failure reason %i, whatever the status', (reason, sentence) => {
    for (const status of [200, 202, 409]) {
      expect(storeProblem({ status, body: failed(reason) })?.message).toMatch(sentence);
    }
  });

  it('is read from XML as well', () => {
    const body =
      '<DicomAttribute tag="00081197" vr="US" keyword="FailureReason"><Value number="1">290</Value></DicomAttribute>';
    expect(storeProblem({ status: 409, body })?.message).toMatch(/does not take objects/);
  });
});
