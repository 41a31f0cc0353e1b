/** Error that becomes an HTTP answer: a status and one sentence for the client. */
export class HttpProblem extends Error {
  override readonly name = 'HttpProblem';
  constructor(
    readonly statusCode: number,
    message: string,
  ) {
    super(message);
  }
}
