import { createHmac, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { UserError } from '@echonet/command-line';

/** Replaces identifiers by salted hashes, which cannot be reversed without the salt. */
export class Pseudonyms {
  /** @param salt only for public salts; see {@link open} */
  constructor(private readonly salt: string) {}

  /**
   * Opens a file with the salt, or creates one with a new salt that only its owner can read. The
   * same salt gives the same patients the same hashes in another preparation.
   *
   * @throws {UserError} when the file is empty
   */
  static open(file: string): Pseudonyms {
    if (!existsSync(file)) {
      writeFileSync(file, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600 });
    }
    const salt = readFileSync(file, 'utf8').trim();
    if (salt.length < 8) {
      throw new UserError(
        `${file} must hold a salt of at least 8 characters; delete it to get a new one.`,
      );
    }
    return new Pseudonyms(salt);
  }

  /** 16 hex digits of HMAC-SHA-256. @param kind separates e.g. patients from clips */
  of(kind: string, identifier: string): string {
    return createHmac('sha256', this.salt)
      .update(`${kind}/${identifier}`)
      .digest('hex')
      .slice(0, 16);
  }
}
