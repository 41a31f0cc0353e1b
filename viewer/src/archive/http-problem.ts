/** A request that cannot be answered, with the HTTP status and one sentence for the client. */
export class HttpProblem extends Error {
  override readonly name = 'HttpProblem';
  constructor(
    readonly statusCode: number,
    message: string,
  ) {
    super(message);
  }
}
