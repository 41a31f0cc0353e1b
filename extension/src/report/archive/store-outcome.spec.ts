/** @jest-environment jsdom */

import { describe, expect, it } from '@jest/globals';
import { notStored, storeOutcome } from './store-outcome';

const ours = '1.2.3.4';

const item = (uid: string | undefined, reasonTag?: string, reason?: number) => ({
  ...(uid && { '00081155': { vr: 'UI', Value: [uid] } }),
  ...(reasonTag && { [reasonTag]: { vr: 'US', Value: [reason] } }),
});
const sequence = (...items: unknown[]) => ({ vr: 'SQ', Value: items });
const json = (dataset: unknown) => JSON.stringify(dataset);
const failed = (reason?: number) =>
  json({ '00081198': sequence(item(ours, reason === undefined ? undefined : '00081197', reason)) });

/** The sentence shown when a query does not find the object either. */
function sentence(status: number, body: string): string {
  const outcome = storeOutcome({ status, body }, ours);
  switch (outcome.kind) {
    case 'stored':
      throw new Error('read as stored');
    case 'refused':
      return outcome.problem.message;
    case 'unconfirmed':
      return notStored(outcome, true).message;
  }
}

describe("the archive's answer to a store", () => {
  it.each([
    ['JSON', json({ '00081199': sequence(item(ours)) })],
    ['JSON in an array', json([{ '00081199': sequence(item('1.2.9'), item(ours)) }])],
    [
      'XML',
      `<?xml version="1.0"?><NativeDicomModel xmlns="http://dicom.nema.org/PS3.19/models/NativeDICOM">
        <DicomAttribute tag="00081199" vr="SQ" keyword="ReferencedSOPSequence"><Item number="1">
        <DicomAttribute tag="00081155" vr="UI"><Value number="1">${ours}</Value></DicomAttribute>
        </Item></DicomAttribute></NativeDicomModel>`,
    ],
  ])('confirms what its Referenced SOP Sequence names, in %s', (_, body) => {
    for (const status of [200, 202]) {
      expect(storeOutcome({ status, body }, ours)).toEqual({ kind: 'stored' });
    }
  });

  it.each([
    [200, '<!DOCTYPE html><html><form action="/login">', /web page .*log in to the viewer again/],
    [302, '', /redirected .*log in/],
    [200, '', /did not confirm the object \(HTTP 200\)/],
    [200, '{}', /did not confirm/],
    [200, '[]', /did not confirm/],
    [200, 'null', /did not confirm/],
    [200, json({ error: 'quota exceeded' }), /did not confirm/],
    [200, json({ '00081199': { vr: 'SQ' } }), /did not confirm/],
    [200, json({ '00081190': { vr: 'UR', Value: ['http://a/studies/1'] } }), /did not confirm/],
    [200, json({ '00081199': sequence(item('1.2.3.40')) }), /answered about other objects/],
    [200, json({ '00081199': sequence(item(undefined)) }), /answered about other objects/],
    [202, '', /accepted the object for later .*look for it in the study later/],
    [204, '', /did not confirm/],
    [0, '', /Archive not reachable/],
    [500, '<html>nginx</html>', /Archive error \(HTTP 500\)/],
    [503, '', /busy or under maintenance/],
    [504, '', /Archive error \(HTTP 504\)/],
    [409, failed(0x0111), /already exists \(failure reason 0111\)/],
  ])('leaves open whether the object is stored: HTTP %i %s', (status, body, pattern) => {
    expect(storeOutcome({ status, body }, ours).kind).toBe('unconfirmed');
    expect(sentence(status, body)).toMatch(pattern);
    expect(sentence(status, body)).toMatch(/, and a query does not find the object: .*\.$/);
  });

  it.each([
    [400, /could not read the object/],
    [401, /log in/],
    [403, /No permission to store/],
    [409, /refused the object \(HTTP 409\): no reason given/],
    [413, /larger than the archive or a proxy allows/],
    [418, /did not store the object \(HTTP 418\)/],
    [507, /archive is full/],
  ])('refuses with HTTP %i', (status, pattern) => {
    expect(storeOutcome({ status, body: '<html>nginx</html>' }, ours).kind).toBe('refused');
    expect(sentence(status, '<html>nginx</html>')).toMatch(pattern);
  });

  it.each([
    [undefined, /no reason given/],
    [0x0124, /not authorised \(failure reason 0124\)/],
    [0xa700, /archive full \(failure reason A700\)/],
    [0xc000, /object not understood \(failure reason C000\)/],
    [0x0999, /see its log \(failure reason 0999\)/],
  ])('refuses with failure reason %s, whatever the status', (reason, pattern) => {
    for (const status of [200, 202, 409]) {
      expect(sentence(status, failed(reason))).toMatch(pattern);
    }
  });

  it('refuses with a failure that names no object, and not with that of another', () => {
    const stored = { '00081199': sequence(item(ours)) };
    const other = { ...stored, '00081198': sequence(item('1.2.9', '00081197', 0xa700)) };
    expect(storeOutcome({ status: 202, body: json(other) }, ours).kind).toBe('stored');
    const unnamed = json({ '0008119A': sequence(item(undefined, '00081197', 0xc000)) });
    expect(sentence(200, unnamed)).toMatch(/object not understood/);
  });

  it('is read from XML as well', () => {
    const body = `<NativeDicomModel><DicomAttribute tag="00081198" vr="SQ"><Item number="1">
      <DicomAttribute tag="00081197" vr="US" keyword="FailureReason"><Value number="1">290</Value></DicomAttribute>
      </Item></DicomAttribute></NativeDicomModel>`;
    expect(sentence(409, body)).toMatch(/SOP class not supported/);
  });

  it.each([
    [0xb000, /changed attributes .*\(warning reason B000\)/],
    [0xb006, /discarded attributes/],
    [0xb007, /does not match its SOP class/],
    [0xb123, /see its log \(warning reason B123\)/],
  ])('tells warning reason %i of a stored object', (reason, pattern) => {
    const body = json({ '00081199': sequence(item(ours, '00081196', reason)) });
    const outcome = storeOutcome({ status: 202, body }, ours);
    expect(outcome).toEqual({ kind: 'stored', warning: expect.stringMatching(pattern) });
  });
});
