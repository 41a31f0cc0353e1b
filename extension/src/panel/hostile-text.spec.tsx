import { afterEach, expect, it } from '@jest/globals';
import { act, cleanup, render, screen } from '@testing-library/react';
import { displaySetOf } from '../clips/testing';
import { fakeViewer } from '../host/testing';
import { fakeWorker } from '../inference/fake-worker';
import { manifest } from '../models/testing';
import { sessionOver, settled } from '../session/testing';
import { Panel } from './Panel';
import { SessionContext } from './use-session';

// jsdom draws no images.
HTMLCanvasElement.prototype.getContext = () => null;

afterEach(cleanup);

const script = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>';

it('shows scripts in text of headers and models as text', async () => {
  const hostile = { ...manifest, name: script, intendedUse: script, modelCard: `# ${script}` };
  const viewer = fakeViewer([displaySetOf(1, { SeriesDescription: script })]);
  const session = sessionOver(viewer, fakeWorker(), {
    configProblem: script,
    findModel: () => Promise.resolve({ manifest: hostile, modelUrl: 'http://localhost/m/' }),
  });
  const { container } = render(
    <SessionContext.Provider value={session}>
      <Panel />
    </SessionContext.Provider>,
  );
  await act(() => session.models.load());
  await act(() => session.runs.start());
  await act(settled);
  expect(screen.getByTestId('echonet-results').dataset.complete).toBe('true');
  const text = container.textContent ?? '';
  expect(text.split('onerror="window.hacked=1"').length - 1).toBeGreaterThanOrEqual(5);
  expect(container.querySelectorAll('script, img')).toHaveLength(0);
  expect(window).not.toHaveProperty('hacked');
});
