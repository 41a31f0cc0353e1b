import * as v from 'valibot';

/** The logged-in user. */
export interface Reader {
  /** DICOM PN (PS3.5 6.2.1): family^given where the login has both. */
  readonly personName: string;
  readonly loginName?: string;
}

/** A component of a person name, without the delimiters and control characters of PN. */
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

/** Standard claims of OpenID Connect Core 1.0, section 5.1, that name a person. */
const claims = v.object({
  name: nameText,
  family_name: nameText,
  given_name: nameText,
  preferred_username: nameText,
  email: nameText,
});

/** The host keeps the user object of its OpenID Connect client, with the claims in `profile`. */
const user = v.object({ profile: claims });

/** @returns undefined without a login or a name */
export function readReader(loggedIn: unknown): Reader | undefined {
  const parsed = v.safeParse(user, loggedIn);
  if (!parsed.success) {
    return undefined;
  }
  const { name, family_name, given_name, preferred_username, email } = parsed.output.profile;
  const loginName = preferred_username ?? email;
  const personName = family_name
    ? [family_name, given_name].filter(Boolean).join('^').slice(0, 64)
    : (name ?? loginName);
  return personName ? { personName, ...(loginName ? { loginName } : {}) } : undefined;
}
