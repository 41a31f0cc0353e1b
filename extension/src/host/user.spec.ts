import { describe, expect, it } from '@jest/globals';
import { readReader } from './user';

describe('the logged-in user', () => {
  it('has a DICOM person name where the login has family and given name', () => {
    const profile = { sub: '7', family_name: 'Møller', given_name: 'Ada', name: 'Ada Møller' };
    expect(readReader({ profile, access_token: 'secret' })).toEqual({ personName: 'Møller^Ada' });
    const account = { ...profile, preferred_username: 'amoeller', email: 'a@example.org' };
    expect(readReader({ profile: account })).toEqual({
      personName: 'Møller^Ada',
      loginName: 'amoeller',
    });
  });

  it('is named by any claim there is, without the delimiters of PN', () => {
    expect(readReader({ profile: { name: 'Ada=Møller^\\ ' } })?.personName).toBe('Ada Møller');
    expect(readReader({ profile: { email: 'a@example.org' } })).toEqual({
      personName: 'a@example.org',
      loginName: 'a@example.org',
    });
  });

  it.each([undefined, null, '', {}, { profile: {} }, { profile: { sub: '7', name: 3 } }])(
    'is undefined for %j',
    (user) => {
      expect(readReader(user)).toBeUndefined();
    },
  );
});
