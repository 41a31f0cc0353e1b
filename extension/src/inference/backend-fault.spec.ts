import { describe, expect, it } from '@jest/globals';
import { BackendFault, backendFaultOf, isBackendFault } from './backend-fault';

class GPUOutOfMemoryError {
  readonly message = '';
}

describe('a fault of what computes', () => {
  it.each([
    [new RangeError('Array buffer allocation failed'), 'out of memory'],
    [new RangeError('Invalid typed array length: 4294967296'), 'out of memory'],
    [new Error('Aborted(Cannot enlarge memory arrays)'), 'out of memory'],
    [new WebAssembly.RuntimeError('memory access out of bounds'), 'out of memory'],
    [new GPUOutOfMemoryError(), 'out of memory'],
    [
      new Error('A valid external Instance reference no longer exists. Device is lost'),
      'device lost',
    ],
    [new Error('Failed to compile fragment shader.'), 'Failed to compile fragment shader'],
    ['CONTEXT_LOST_WEBGL: context lost', 'device lost'],
    ['Buffer was unmapped before mapping was resolved', 'device lost'],
  ])('is named in few words: %p', (error, reason) => {
    expect(backendFaultOf(error).message).toBe(reason);
  });

  it('is known by its name, which is all that comes out of a worker', () => {
    const arrived = Object.assign(new Error('device lost'), { name: 'BackendFault' });
    expect(isBackendFault(arrived)).toBe(true);
    expect(isBackendFault(new Error('device lost'))).toBe(false);
    expect(isBackendFault(undefined)).toBe(false);
  });

  it('stays what it is', () => {
    const fault = new BackendFault('device lost');
    expect(backendFaultOf(fault)).toBe(fault);
  });
});
