/** The host's promise of a failed query never settles on some sites. */
const patienceMs = 20_000;

/** @throws Error with the message when the promise has not settled after 20 s; what it rejects with */
export function inTime<Value>(promise: Promise<Value>, message: string): Promise<Value> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(message)), patienceMs);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
