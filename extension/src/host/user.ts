import * as v from 'valibot';

/** Who reads, as the viewer's login tells it. */
export interface Reader {
  /** A DICOM person name (PS3.5 6.2.1): family and given name where the login tells them apart. */
  readonly personName: string;
  readonly loginName?: string;
}

/** A component of a person name: without the characters that part names or that PN forbids. */
const nameText = v.fallback(
  v.optional(
    v.pipe(
      v.string(),
      v.transform((text) =>
        text
          .replace(/[\^=\\\p{Cc}]/gu, ' ')
          .trim()
          .slice(0, 64),
      ),
      v.transform((text) => text || undefined),
    ),
  ),
  undefined,
);

/** The standard claims of OpenID Connect Core 1.0, 5.1, as far as they name a person. */
const claims = v.object({
  name: nameText,
  family_name: nameText,
  given_name: nameText,
  preferred_username: nameText,
  email: nameText,
});

/** The host keeps what its OpenID Connect client gives it: the claims lie below `profile`. */
const user = v.object({ profile: claims });

/** @returns undefined where nobody is logged in, or nobody with a name */
export function readReader(loggedIn: unknown): Reader | undefined {
  const parsed = v.safeParse(user, loggedIn);
  if (!parsed.success) return undefined;
  const { name, family_name, given_name, preferred_username, email } = parsed.output.profile;
  const loginName = preferred_username ?? email;
  const personName = family_name
    ? [family_name, given_name].filter(Boolean).join('^').slice(0, 64)
    : (name ?? loginName);
  return personName ? { personName, ...(loginName ? { loginName } : {}) } : undefined;
}
