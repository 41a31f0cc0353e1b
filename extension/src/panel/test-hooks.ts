/** Attributes by which browser tests find an element. */
export function testHooks(id: string): { 'data-cy': string; 'data-testid': string } {
  return { 'data-cy': id, 'data-testid': id };
}
