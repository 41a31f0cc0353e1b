export function threadsText(count: number): string {
  return count === 1 ? '1 thread' : `${count} threads`;
}
