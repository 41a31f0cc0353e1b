/** @jest-environment jsdom */

import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { act, cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { displaySetOf } from '../../clips/testing';
import { defaultConfig, type EchoNetConfig } from '../../config';
import { fakeViewer } from '../../host/testing';
import { fakeWorker } from '../../inference/fake-worker';
import { Panel } from '../../panel/Panel';
import { standInForBrowser } from '../../panel/testing';
import { SessionContext } from '../../panel/use-session';
import { sessionOver, settled } from '../../session/testing';
import { fakeArchive } from '../archive/testing';
import { studyAttributes } from '../testing';

standInForBrowser();

// What writes DICOM files is tested by itself; here it would miss Node's encoders.
jest.mock('@echonet/dicom/part10', () => ({
  encodePart10: (dataset: unknown) => dataset,
}));

// jsdom has none.
Object.assign(globalThis, {
  TextDecoder: class {
    decode = (bytes: Uint8Array) => Buffer.from(bytes).toString();
  },
});

/** What fetch resolves to. */
function answerOf(status: number, text: string) {
  const pieces = [{ done: false, value: Buffer.from(text) }];
  const read = () => Promise.resolve(pieces.shift() ?? { done: true });
  return { status, body: { getReader: () => ({ read }) } };
}

afterEach(() => {
  cleanup();
  Reflect.deleteProperty(globalThis, 'fetch');
});

const endpoint = 'https://fhir.example/base';

/** The panel with a finished analysis of one clip. */
async function analysed(
  actions: Partial<EchoNetConfig['actions']>,
  fhir: EchoNetConfig['fhir'] = {},
) {
  const archive = fakeArchive();
  const session = sessionOver(fakeViewer([displaySetOf(1, studyAttributes)]), fakeWorker(), {
    archive,
    config: { ...defaultConfig, actions: { ...defaultConfig.actions, ...actions }, fhir },
  });
  render(
    <SessionContext.Provider value={session}>
      <Panel />
    </SessionContext.Provider>,
  );
  await act(() => session.models.load());
  await act(() => session.runs.start());
  await userEvent.click(screen.getByTestId('echonet-tab-report'));
  return { session, archive };
}

const accept = () => userEvent.click(screen.getByLabelText('Accept Ejection fraction'));
const button = (testId: string) => screen.getByTestId<HTMLButtonElement>(testId);

describe('what a reporting system gets', () => {
  it('is not offered unless the department turns it on', async () => {
    await analysed({});
    for (const id of ['store-procedure-report', 'send-fhir', 'save-fhir']) {
      expect(screen.queryByTestId(`echonet-${id}`)).toBeNull();
    }
  });

  it('is stored as a procedure report once the reader has accepted a value, and confirms', async () => {
    const { archive } = await analysed({ storeProcedureReport: true });
    expect(button('echonet-store-procedure-report').disabled).toBe(true);
    expect(screen.getByText(/accepted values only: accept EF/)).toBeDefined();
    await accept();
    await userEvent.click(button('echonet-store-procedure-report'));
    const dialog = screen.getByTestId('echonet-store-procedure-report-dialog');
    expect(dialog.textContent).toMatch(/TID 5200.*only: 1 result\..*Echo archive/);
    expect(archive.stored).toEqual([]);
    await userEvent.click(within(dialog).getByText('Store'));
    await act(settled);
    expect(screen.getByTestId('echonet-stored').textContent).toBe(
      'The procedure report is stored in the archive.',
    );
    expect(archive.stored).toHaveLength(1);
    expect(archive.stored[0].part10).toMatchObject({
      SOPClassUID: '1.2.840.10008.5.1.4.1.1.88.33',
      StudyInstanceUID: '1.2.3',
      SeriesDescription: 'EchoNet procedure report',
    });
    expect(archive.refreshed).toEqual(['1.2.3']);
  });

  it('is sent to the FHIR server of the configuration, and the panel says what came of it', async () => {
    const fetched = jest.fn((_url: string, { body }: { body: string }) => {
      const { entry } = JSON.parse(body) as { entry: unknown[] };
      const stored = entry.map(() => ({ response: { status: '201 Created' } }));
      const answer = { resourceType: 'Bundle', type: 'transaction-response', entry: stored };
      return Promise.resolve(answerOf(200, JSON.stringify(answer)));
    });
    Object.assign(globalThis, { fetch: fetched });
    const { archive } = await analysed({}, { endpoint, patientIdSystem: 'urn:oid:1.2.8' });
    await accept();
    await userEvent.click(button('echonet-send-fhir'));
    const dialog = screen.getByTestId('echonet-send-fhir-dialog');
    expect(dialog.textContent).toContain(endpoint);
    expect(fetched).not.toHaveBeenCalled();
    await userEvent.click(within(dialog).getByText('Send'));
    await act(settled);
    expect(screen.getByTestId('echonet-stored').textContent).toBe(
      'The FHIR server has stored the report.',
    );
    expect(fetched.mock.calls.map(([url]) => url)).toEqual([endpoint]);
    expect(fetched.mock.calls[0][1].body).toContain('"system":"urn:oid:1.2.8","value":"P 17"');
    expect(archive.stored).toEqual([]);
  });

  it('is not called stored when the FHIR server refuses it', async () => {
    Object.assign(globalThis, {
      fetch: () => Promise.resolve(answerOf(403, '')),
    });
    await analysed({}, { endpoint });
    await accept();
    await userEvent.click(button('echonet-send-fhir'));
    await userEvent.click(button('echonet-send-fhir-confirm'));
    await act(settled);
    expect(screen.queryByTestId('echonet-stored')).toBeNull();
    expect(screen.getByRole('alert').textContent).toMatch(/No permission .* FHIR server/);
  });

  it('is saved as a file of FHIR resources', async () => {
    const { session } = await analysed({ downloadFhir: true });
    expect(button('echonet-save-fhir').disabled).toBe(true);
    await accept();
    expect(button('echonet-save-fhir').disabled).toBe(false);
    const { name, type, text } = await session.reports.reportingSystem.fhirFile();
    expect(name).toMatch(/^echonet-\d{8}T\d{4}-fhir\.json$/);
    expect(type).toBe('application/fhir+json');
    expect(JSON.parse(text)).toMatchObject({ resourceType: 'Bundle', type: 'transaction' });
  });

  it('is forbidden with all else that leaves the viewer', async () => {
    await analysed({ sendFhir: false }, { endpoint });
    expect(screen.queryByTestId('echonet-send-fhir')).toBeNull();
  });
});
