import { StandardSchemaValidationPipe } from '@nestjs/common';
import { type FieldProblem, InvalidInput } from '../domain/domain-error.js';

interface Issue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { key: PropertyKey })[] | undefined;
  readonly code?: string;
  readonly keys?: readonly string[];
}

/** Names the field and the rule of everything that is wrong with an input (422). */
export const fieldProblems = (issues: readonly Issue[]): FieldProblem[] =>
  issues.flatMap((issue): FieldProblem[] => {
    const path = (issue.path ?? []).map((part) => String(typeof part === 'object' ? part.key : part));
    const code = issue.code === 'custom' || !issue.code ? 'invalid' : issue.code;
    if (issue.code === 'unrecognized_keys') {
      return (issue.keys ?? []).map((key) => ({
        field: [...path, key].join('.'),
        code: 'unknown_field',
        message: 'is not a field of this request',
      }));
    }
    return [{ field: path.join('.'), code, message: issue.message }];
  });

export const validationPipe = () =>
  new StandardSchemaValidationPipe({
    exceptionFactory: (issues) => new InvalidInput(fieldProblems(issues as readonly Issue[])),
  });
