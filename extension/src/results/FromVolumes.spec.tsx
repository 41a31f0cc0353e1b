import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, render, screen } from '@testing-library/react';
import { readingOfClips, reportManifest } from '../report/testing';
import { FromVolumes } from './FromVolumes';

afterEach(cleanup);

const [ef] = reportManifest.tasks;

describe('the ejection fraction from the volumes', () => {
  it('stands beside the direct one, with its interval', () => {
    render(<FromVolumes task={ef} reading={readingOfClips(1)} />);
    const text = screen.getByTestId('echonet-ef-from-volumes').textContent;
    expect(text).toBe('EF from EDV/ESV55 % (28–82)');
    expect(screen.queryByTestId('echonet-ef-disagrees')).toBeNull();
  });

  it('is flagged where it differs from the direct one by more than both intervals', () => {
    render(<FromVolumes task={ef} reading={readingOfClips(1, { EF: 20 })} />);
    expect(screen.getByRole('status').textContent).toMatch(/differ by more than their uncertainty/);
  });
});
