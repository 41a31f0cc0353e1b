/** Text with placeholders such as {EF}, and groups in brackets. */
export type TemplatePart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'placeholder'; readonly name: string }
  | { readonly kind: 'group'; readonly parts: Template };

export type Template = readonly TemplatePart[];

/** What is wrong with a template, as the end of a sentence that begins with the setting's name. */
export class TemplateProblem extends Error {
  override readonly name = 'TemplateProblem';
}

/** Bounds how deep groups can lie in each other. */
const mostCharacters = 2000;

/**
 * @throws TemplateProblem for brackets without their counterpart, for groups without a placeholder, and
 *   for more than 2000 characters
 */
export function parseTemplate(text: string): Template {
  if (text.length > mostCharacters) {
    throw new TemplateProblem(`is longer than ${mostCharacters} characters`);
  }
  // Every bracket and brace is a token of its own.
  const tokens = text.match(/[[\]{}]|[^[\]{}]+/g) ?? [];
  let at = 0;

  const sequence = (isInGroup: boolean): Template => {
    const parts: TemplatePart[] = [];
    for (; at < tokens.length && !(isInGroup && tokens[at] === ']'); at++) {
      parts.push(partAt(tokens[at]));
    }
    if (placeholdersOf(parts).length === 0) {
      throw new TemplateProblem(
        isInGroup ? 'has a part in brackets without a placeholder' : 'has no placeholder',
      );
    }
    return parts;
  };

  const partAt = (token: string): TemplatePart => {
    switch (token) {
      case '{':
        return placeholder();
      case '[':
        return group();
      case '}':
      case ']':
        throw new TemplateProblem(`has a ${token} without its opening bracket`);
      default:
        return { kind: 'text', text: token };
    }
  };

  const placeholder = (): TemplatePart => {
    const name = tokens.at(at + 1) ?? '';
    if (tokens.at(at + 2) !== '}' || name.trim() === '') {
      throw new TemplateProblem('has a { that is not followed by a name and }');
    }
    at += 2;
    return { kind: 'placeholder', name: name.trim() };
  };

  const group = (): TemplatePart => {
    at++;
    const parts = sequence(true);
    if (tokens[at] !== ']') {
      throw new TemplateProblem('has a [ without its closing bracket');
    }
    return { kind: 'group', parts };
  };

  return sequence(false);
}

/** Names of all placeholders, those of groups included. */
export function placeholdersOf(template: Template): string[] {
  return template.flatMap((part) => {
    switch (part.kind) {
      case 'text':
        return [];
      case 'placeholder':
        return [part.name];
      case 'group':
        return placeholdersOf(part.parts);
    }
  });
}

export interface FilledTemplate {
  readonly text: string;
  /** Placeholders that stand in the text, in its order. */
  readonly used: readonly string[];
}

/**
 * Puts values into a template. A group is left out where one of its own placeholders has no value, and
 * where no placeholder in it has one.
 *
 * @returns undefined where the same is true of the template itself
 */
export function fillTemplate(
  template: Template,
  valueOf: (placeholder: string) => string | undefined,
): FilledTemplate | undefined {
  const fill = (parts: Template): FilledTemplate | undefined => {
    let text = '';
    const used: string[] = [];
    for (const part of parts) {
      if (part.kind === 'text') {
        text += part.text;
      } else if (part.kind === 'placeholder') {
        const value = valueOf(part.name);
        if (value === undefined) {
          return undefined;
        }
        text += value;
        used.push(part.name);
      } else {
        const group = fill(part.parts);
        text += group?.text ?? '';
        used.push(...(group?.used ?? []));
      }
    }
    return used.length > 0 ? { text, used } : undefined;
  };
  const filled = fill(template);
  return filled && { ...filled, text: filled.text.replace(/\s+/g, ' ').trim() };
}
