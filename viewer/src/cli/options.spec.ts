import { describe, expect, it } from '@jest/globals';
import { defaultFolders } from '../server';
import { parseOptions } from './options';

const environment = { INIT_CWD: '/home/reader' };

describe('parseOptions', () => {
  it('serves the embedded archive on loopback, port 3000, unless asked otherwise', () => {
    expect(parseOptions([], environment)).toMatchObject({
      port: 3000,
      host: 'localhost',
      archive: defaultFolders.archive,
      authorization: undefined,
    });
  });

  it('counts folders from where the user is', () => {
    const options = parseOptions(['--dicom', 'clips', '--archive', '/data'], environment);
    expect(options).toMatchObject({ dicom: '/home/reader/clips', archive: '/data' });
  });

  it('takes the authorization from the environment alone', () => {
    const options = parseOptions(['--dicomweb', 'http://pacs:8042/dicom-web/'], {
      ...environment,
      ECHONET_DICOMWEB_AUTHORIZATION: 'Basic abc',
    });
    expect(options).toMatchObject({
      dicomweb: 'http://pacs:8042/dicom-web',
      authorization: 'Basic abc',
    });
  });

  it.each([
    [['--dicomweb', 'http://pacs/dicom-web', '--dicom', 'clips'], /--dicom adds/],
    [['--dicomweb', 'http://pacs/dicom-web', '--archive', 'x'], /--archive is/],
  ])('refuses %j with a sentence', (args, sentence) => {
    expect(() => parseOptions(args, environment)).toThrow(sentence);
  });
});
