import { type ArgumentMetadata, StandardSchemaValidationPipe } from '@nestjs/common';
import { type FieldProblem, InvalidInput } from '../../domain/domain-error.js';
import { unknownField } from './input-bounds.js';
import { type Issue, issueWords } from '../problems/issue-words.js';
import { requestContext } from './request-context.js';

/** The field and the rule for everything that is wrong with an input (422). */
export const fieldProblems = (issues: readonly Issue[]): FieldProblem[] =>
  issues.flatMap((issue): FieldProblem[] => {
    const path = (issue.path ?? []).map((part) => String(typeof part === 'object' ? part.key : part));
    const code = issue.code === 'custom' || !issue.code ? 'invalid' : issue.code;
    if (issue.code === 'unrecognized_keys') {
      return (issue.keys ?? []).map((key) => unknownField([...path, key].join('.')));
    }
    return [{ field: path.join('.'), code, message: issueWords(issue) }];
  });

/**
 * Validates input, and stores the query and path parameters in the request's context, where cursors are checked against them.
 */
class ValidationPipe extends StandardSchemaValidationPipe {
  override async transform<T>(value: T, metadata: ArgumentMetadata): Promise<T> {
    const valid = await super.transform(value, metadata);
    const context = requestContext();
    const { type } = metadata;
    if (context && (type === 'query' || type === 'param')) context.inputs = { ...context.inputs, [type]: valid };
    return valid;
  }
}

export const validationPipe = () =>
  new ValidationPipe({
    exceptionFactory: (issues) => new InvalidInput(fieldProblems(issues as readonly Issue[])),
  });
