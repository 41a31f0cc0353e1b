import { describe, expect, it } from '@jest/globals';
import { withoutFolders } from './command-text';

describe('withoutFolders', () => {
  it.each([
    [
      'echonet train --data /srv/jane/prepared --out run',
      'echonet train --data prepared --out run',
    ],
    ['echonet train --data=~/echo/own/', 'echonet train --data=own'],
    [
      String.raw`echonet train --data C:\Users\jane\own --tasks EF`,
      'echonet train --data own --tasks EF',
    ],
    ['echonet evaluate --compare /a/one,/b/two', 'echonet evaluate --compare one,two'],
    ['echonet train --data ../../jane/own --out ./run', 'echonet train --data own --out run'],
    [
      'echonet train --data prepared/own --rate 1/2',
      'echonet train --data prepared/own --rate 1/2',
    ],
  ])('shortens %s', (command, expected) => {
    expect(withoutFolders(command)).toBe(expected);
  });
});
